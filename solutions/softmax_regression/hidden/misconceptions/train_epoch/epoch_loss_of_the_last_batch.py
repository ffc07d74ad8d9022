"""
en = '''The loss that comes back is the one of the last batch. Add up over all batches, and divide by the number of examples.'''
zh = '''返回的损失只是最后一个批量的。请对所有批量累加，再除以样本数。'''
section = "4.4.5"
title_en = "Loss of the last batch"
title_zh = "返回的是最后一个批量的损失"
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
    return losses.mean().item(), right / count
