"""
en = '''
The loss, the accuracy or both come from scores after the update: they look better than they were. Use the scores
that you had before the step.
'''
zh = '''
损失或精度（或两者）取自更新之后的得分：看上去比实际要好。请使用更新之前的得分。
'''
section = "4.4.5"
title_en = "Scores taken after the update"
title_zh = "更新之后才计算分数"
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
        y_hat = net(X)
        losses = loss(y_hat, y)
        loss_sum += float(losses.detach().sum())
        right += accuracy(y_hat, y)
        total += len(y)
    return loss_sum / total, right / total


# another coding
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
        right += accuracy(net(X), y)
        count += len(y)
    return total / count, right / count
