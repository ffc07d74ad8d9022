"""
en = '''
The net is not put into training mode: after an evaluation it would go on without dropout. Call the method
that switches the mode, before the loop.
'''
zh = '''
没有把网络设为训练模式：评估之后它会在没有 dropout 的状态下继续训练。请在循环之前调用切换模式的方法。
'''
section = "4.4.5"
title_en = "Trained in evaluation mode"
title_zh = "在评估模式下训练"
"""

def train_epoch(net, train_iter, loss, updater):
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
        loss_sum += float(losses.detach().sum())
        right += accuracy(y_hat, y)
        total += len(y)
    return loss_sum / total, right / total
