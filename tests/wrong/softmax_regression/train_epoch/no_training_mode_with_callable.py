"""Training mode only with an optimiser."""
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module) and isinstance(updater, torch.optim.Optimizer):
        net.train()
    total = right = n = 0
    for X, y in train_iter:
        out = net(X)
        l = loss(out, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad(); l.mean().backward(); updater.step()
        else:
            l.sum().backward(); updater(len(y))
        total += float(l.sum()); right += accuracy(out, y); n += len(y)
    return total / n, right / n
