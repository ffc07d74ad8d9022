def train_epoch(net, train_iter, loss, updater):
    """The loss must be a function."""
    print("training with", loss.__name__)
    if isinstance(net, nn.Module): net.train()
    s = r = n = 0
    for X, y in train_iter:
        out = net(X); l = loss(out, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad(); l.mean().backward(); updater.step()
        else:
            l.sum().backward(); updater(len(y))
        s += float(l.sum()); r += accuracy(out, y); n += len(y)
    return s / n, r / n
