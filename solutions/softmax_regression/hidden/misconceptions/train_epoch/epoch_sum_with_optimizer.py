"""
en = '''
With an optimiser you call backward() on the sum: the steps are as many times too long as the batch has
examples. An optimiser does not divide: take the mean.
'''
zh = '''
使用优化器时你对损失之和调用了 backward()：步长大了批量大小那么多倍。优化器不会做除法：请取平均。
'''
section = "4.4.5"
title_en = "Sum taken with an optimizer"
title_zh = "用优化器时取了总和"
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
            losses.sum().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(len(y))
        loss_sum += float(losses.detach().sum())
        right += accuracy(y_hat, y)
        total += len(y)
    return loss_sum / total, right / total
