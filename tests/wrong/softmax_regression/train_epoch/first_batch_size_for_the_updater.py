"""The callable is told the first batch's size each time."""
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    total = right = n = 0
    size = None
    for X, y in train_iter:
        size = size or len(y)
        out = net(X)
        l = loss(out, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad(); l.mean().backward(); updater.step()
        else:
            l.sum().backward(); updater(size)
        total += float(l.sum()); right += accuracy(out, y); n += len(y)
    return total / n, right / n
