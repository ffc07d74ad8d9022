"""
en = '''
The loss, the accuracy or both are means of the batches' means: an example in a small last batch counts for more
than the others. Add up over examples, and divide once.
'''
zh = '''
损失或精度（或两者）是各批量平均值的平均：较小的最后一个批量中的样本占了更大的比重。请按样本累加，最后只除一次。
'''
section = "4.4.5"
title_en = "Mean of the batches' means"
title_zh = "取了各批量平均值的平均"
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
        right += accuracy(y_hat, y) / len(y)
        total += 1
    return loss_sum / total, right / total


# another coding
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    loss_sum = right = total = count = 0
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
        loss_sum += losses.mean().item()
        right += accuracy(y_hat, y)
        count, total = count + len(y), total + 1
    return loss_sum / total, right / count


# another coding
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    loss_sum = right = total = count = 0
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
        loss_sum += losses.sum().item()
        right += accuracy(y_hat, y) / len(y)
        count, total = count + len(y), total + 1
    return loss_sum / count, right / total
