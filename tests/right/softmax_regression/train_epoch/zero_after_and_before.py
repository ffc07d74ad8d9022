def train_epoch(net, train_iter, loss, updater):
    optimizer = updater if isinstance(updater, torch.optim.Optimizer) else None
    if isinstance(net, nn.Module):
        net.train()
    if optimizer:
        optimizer.zero_grad()
    n, total, right = 0, torch.zeros(()), 0
    for X, y in train_iter:
        y_hat = net(X)
        l = loss(y_hat, y)
        with torch.no_grad():
            total, right, n = total + l.sum(), right + accuracy(y_hat, y), n + l.numel()
        (l.mean() if optimizer else l.sum()).backward()
        if optimizer:
            optimizer.step()
            optimizer.zero_grad()
        else:
            updater(y.shape[0])
    return total.item() / n, right / n
