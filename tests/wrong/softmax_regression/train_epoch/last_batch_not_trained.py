"""The last, smaller batch is counted but not trained on."""
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    total = right = n = 0
    size = None
    for X, y in train_iter:
        size = size or len(y)
        out = net(X)
        l = loss(out, y)
        if len(y) == size:
            if isinstance(updater, torch.optim.Optimizer):
                updater.zero_grad(); l.mean().backward(); updater.step()
            else:
                l.sum().backward(); updater(len(y))
        total += float(l.sum()); right += accuracy(out, y); n += len(y)
    return total / n, right / n
