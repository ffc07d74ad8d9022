"""
en = '''
The gradients are cleared once, before the first batch; from the second one on they add up. Clear them for
each batch.
'''
zh = '''
梯度只在第一个批量之前清零了一次，从第二个批量起就会累加。请对每个批量都清零。
'''
section = "4.4.5"
title_en = "Gradients cleared once an epoch"
title_zh = "每轮只清零一次梯度"
"""

def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    loss_sum = right = total = 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            if total == 0:
                updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(len(y))
        loss_sum += float(losses.detach().sum())
        right += accuracy(y_hat, y)
        total += len(y)
    return loss_sum / total, right / total
