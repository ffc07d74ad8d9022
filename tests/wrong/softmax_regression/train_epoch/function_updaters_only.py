import types
def train_epoch(net, train_iter, loss, updater):
    """A callable that is no function is taken for an optimiser."""
    if isinstance(net, nn.Module): net.train()
    s = r = n = 0
    for X, y in train_iter:
        out = net(X); l = loss(out, y)
        if isinstance(updater, types.FunctionType):
            l.sum().backward(); updater(len(y))
        else:
            updater.zero_grad(); l.mean().backward(); updater.step()
        s += float(l.sum()); r += accuracy(out, y); n += len(y)
    return s / n, r / n
