"""
en = '''
The mean loss is too small: the mean of each batch is added up, and the total divided by the number of
examples. Add up sums, or weigh the means by the batch sizes.
'''
zh = '''
平均损失太小：你把各批量的平均相加，又除以了样本数。请累加总和，或者用批量大小对平均值加权。
'''
section = "4.4.5"
title_en = "Loss divided twice"
title_zh = "损失除了两次"
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
        loss_sum += float(losses.detach().mean())
        right += accuracy(y_hat, y)
        total += len(y)
    return loss_sum / total, right / total
