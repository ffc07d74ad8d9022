def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    sums = [0.0, 0, 0]
    for X, y in train_iter:
        n = len(X)
        y_hat = net(X)
        losses = loss(y_hat, y)
        sums = [sums[0] + losses.sum().item(), sums[1] + int((y_hat.detach().max(1)[1] == y).sum()), sums[2] + n]
        if isinstance(updater, torch.optim.Optimizer):
            for group in updater.param_groups:
                for p in group['params']:
                    p.grad = None
            losses.backward(torch.full_like(losses, 1 / n))
            updater.step()
        else:
            losses.backward(torch.ones_like(losses))
            updater(n)
    return sums[0] / sums[2], sums[1] / sums[2]
