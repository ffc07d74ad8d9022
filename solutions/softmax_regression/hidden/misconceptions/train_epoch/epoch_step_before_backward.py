"""
en = '''
You take the step before backward(): it uses the gradient of the batch before, and the first step uses none.
First backward(), then the step.
'''
zh = '''
你在 backward() 之前就更新了：用的是上一个批量的梯度，第一步则没有梯度可用。先 backward()，再更新。
'''
section = "4.4.5"
title_en = "Step before backward()"
title_zh = "在 backward() 之前更新"
"""

def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    loss_sum = right = total = 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.step()
            updater.zero_grad()
            losses.mean().backward()
        else:
            losses.sum().backward()
            updater(len(y))
        loss_sum += float(losses.detach().sum())
        right += accuracy(y_hat, y)
        total += len(y)
    return loss_sum / total, right / total


# another coding
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    loss_sum = right = total = 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.step()
            updater.zero_grad()
            losses.mean().backward()
        else:
            updater(len(y))
            losses.sum().backward()
        loss_sum += float(losses.detach().sum())
        right += accuracy(y_hat, y)
        total += len(y)
    return loss_sum / total, right / total
