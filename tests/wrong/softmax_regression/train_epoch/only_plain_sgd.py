"""Subclasses of SGD are taken for callables."""
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    total = right = n = 0
    for X, y in train_iter:
        out = net(X)
        l = loss(out, y)
        if type(updater) is torch.optim.SGD:
            updater.zero_grad(); l.mean().backward(); updater.step()
        else:
            l.sum().backward(); updater(len(y))
        total += float(l.sum()); right += accuracy(out, y); n += len(y)
    return total / n, right / n
