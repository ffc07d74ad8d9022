"""
en = '''
You return sums, not means: divide both by the number of examples.
'''
zh = '''
你返回的是总和而不是平均：请把两者都除以样本数。
'''
section = "4.4.5"
title_en = "Sums returned instead of means"
title_zh = "返回了总和而不是平均"
"""

def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    loss_sum = right = total = 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(len(y))
        loss_sum += float(losses.detach().sum())
        right += accuracy(y_hat, y)
        total += len(y)
    return loss_sum, right
