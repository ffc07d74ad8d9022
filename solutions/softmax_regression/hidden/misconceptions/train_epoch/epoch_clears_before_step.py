"""
en = '''
You clear the gradients between backward() and step(): nothing is left to step by, and the weights never
move.
'''
zh = '''
你在 backward() 和 step() 之间清零了梯度：更新时已没有梯度可用，权重永远不动。
'''
section = "4.4.5"
title_en = "Gradients cleared before the step"
title_zh = "在更新之前清零了梯度"
"""

def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    loss_sum = right = total = 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            losses.mean().backward()
            updater.zero_grad()
            updater.step()
        else:
            losses.sum().backward()
            updater(len(y))
        loss_sum += float(losses.detach().sum())
        right += accuracy(y_hat, y)
        total += len(y)
    return loss_sum / total, right / total
