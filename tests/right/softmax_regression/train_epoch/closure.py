def train_epoch(net, train_iter, loss, updater):
    def with_optimizer(l, n):
        updater.zero_grad()
        l.mean().backward()
        updater.step()

    def with_function(l, n):
        l.sum().backward()
        updater(n)

    update = with_optimizer if isinstance(updater, torch.optim.Optimizer) else with_function
    if isinstance(net, nn.Module):
        net.train()
    mean_loss, share, seen = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        l = loss(y_hat, y)
        n = y.numel()
        update(l, n)
        mean_loss += (float(l.mean()) - mean_loss) * n / (seen + n)
        share += (accuracy(y_hat, y) / n - share) * n / (seen + n)
        seen += n
    return mean_loss, share
