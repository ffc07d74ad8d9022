"""
en = '''Training ends after the first batch. Does `return` stand inside the loop?'''
zh = '''训练在第一个批量之后就结束了。`return` 是否写在了循环里？'''
section = "4.4.5"
title_en = "Only the first batch"
title_zh = "只训练了第一个批量"
"""


def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    total, right, count = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(len(X))
        total += losses.sum().item()
        right += accuracy(y_hat, y)
        count += len(y)
        return total / count, right / count
