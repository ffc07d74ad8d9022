"""
en = '''
The weights never move: step() is not called, or the gradients are zero when it is, as they are cleared after
backward(), or backward() comes only after step(). Clear them first, then call backward(), then step().
'''
zh = '''
权重永远不动：要么没有调用 step()，要么调用 step() 时梯度为零（在 backward() 之后清零了梯度，或 step() 之后才调用 backward()）。请先清零，
再调用 backward()，最后调用 step()。
'''
section = "4.4.5"
title_en = "Weights that never move"
title_zh = "权重没有更新"
"""

def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    loss_sum = right = total = 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            losses.mean().backward()
            updater.zero_grad()
            updater.step()
        else:
            losses.sum().backward()
            updater(len(y))
        loss_sum += float(losses.detach().sum())
        right += accuracy(y_hat, y)
        total += len(y)
    return loss_sum / total, right / total
