def _step(updater, losses, n):
    if isinstance(updater, torch.optim.Optimizer):
        updater.zero_grad(set_to_none=True)
        (losses.sum() / n).backward()
        updater.step()
        return
    losses.sum().backward()
    updater(n)
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    history = []
    for X, y in train_iter:
        y_hat = net(X)
        l = loss(y_hat, y)
        _step(updater, l, len(X))
        history.append((l.sum().item(), accuracy(y_hat, y), len(X)))
    a, b, c = map(sum, zip(*history))
    return [a / c, b / c]
