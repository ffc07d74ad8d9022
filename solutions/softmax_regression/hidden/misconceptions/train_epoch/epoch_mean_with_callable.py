"""
en = '''
With a callable updater you call backward() on the mean, and it divides by the batch size again: the steps
are too short. Give it the gradient of the sum.
'''
zh = '''
使用可调用的更新器时你对平均损失调用了 backward()，而它还会再除以批量大小：步长太小。请给它损失之和的梯度。
'''
section = "4.4.5"
title_en = "Mean taken with a callable updater"
title_zh = "更新器是函数时取了平均"
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
            losses.mean().backward()
            updater(len(y))
        loss_sum += float(losses.detach().sum())
        right += accuracy(y_hat, y)
        total += len(y)
    return loss_sum / total, right / total
