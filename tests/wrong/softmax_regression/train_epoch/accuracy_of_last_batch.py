"""The accuracy is that of the last batch."""
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    total = n = 0
    for X, y in train_iter:
        out = net(X)
        l = loss(out, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad(); l.mean().backward(); updater.step()
        else:
            l.sum().backward(); updater(len(y))
        total += float(l.sum()); n += len(y)
        share = accuracy(out, y) / len(y)
    return total / n, share
