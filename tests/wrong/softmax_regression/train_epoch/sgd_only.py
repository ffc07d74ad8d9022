def train_epoch(net, train_iter, loss, updater):
    """Only torch.optim.SGD is recognised."""
    if isinstance(net, nn.Module): net.train()
    s = r = n = 0
    for X, y in train_iter:
        out = net(X); l = loss(out, y)
        if isinstance(updater, torch.optim.SGD):
            updater.zero_grad(); l.mean().backward(); updater.step()
        elif callable(updater):
            l.sum().backward(); updater(len(y))
        else:
            l.mean().backward(); updater.step()
        s += float(l.sum()); r += accuracy(out, y); n += len(y)
    return s / n, r / n
