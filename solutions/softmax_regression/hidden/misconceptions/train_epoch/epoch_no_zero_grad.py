"""
en = '''
The gradients are never cleared: backward() adds to those of the batches before, and to whatever was left.
Clear them before each backward().
'''
zh = '''
梯度从未清零：backward() 会累加到之前批量的梯度以及残留的梯度上。请在每次 backward() 之前清零。
'''
section = "4.4.5"
title_en = "zero_grad missing"
title_zh = "缺少 zero_grad"
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
            updater.step()
        else:
            losses.sum().backward()
            updater(len(y))
        loss_sum += float(losses.detach().sum())
        right += accuracy(y_hat, y)
        total += len(y)
    return loss_sum / total, right / total
