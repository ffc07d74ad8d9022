"""
en = '''The weights move once, after the last batch, by the gradients of all batches together. Each batch takes a step of its own.'''
zh = '''权重只在最后一个批量之后、按所有批量的梯度之和更新了一次。每个批量都应各更新一步。'''
section = "4.4.5"
title_en = "One step for the whole epoch"
title_zh = "整轮只更新一次"
"""


def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    by_optimizer = isinstance(updater, torch.optim.Optimizer)
    if by_optimizer:
        updater.zero_grad()
    loss_sum = right = total = 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        (losses.mean() if by_optimizer else losses.sum()).backward()
        loss_sum += float(losses.detach().sum())
        right += accuracy(y_hat, y)
        total += len(y)
    updater.step() if by_optimizer else updater(total)
    return loss_sum / total, right / total
