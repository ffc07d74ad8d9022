def train_epoch(net, train_iter, loss, updater):
    """Old gradients are cleared through the net, not through the optimiser."""
    if isinstance(net, nn.Module): net.train()
    s = r = n = 0
    for X, y in train_iter:
        out = net(X); l = loss(out, y)
        if isinstance(updater, torch.optim.Optimizer):
            if isinstance(net, nn.Module): net.zero_grad()
            l.mean().backward(); updater.step()
        else:
            l.sum().backward(); updater(len(y))
        s += float(l.sum()); r += accuracy(out, y); n += len(y)
    return s / n, r / n
