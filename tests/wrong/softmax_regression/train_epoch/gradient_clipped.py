"""Clips gradients before the step."""
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    total = right = n = 0
    for X, y in train_iter:
        out = net(X)
        l = loss(out, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad(); l.mean().backward()
            nn.utils.clip_grad_norm_([p for g in updater.param_groups for p in g["params"]], 0.5)
            updater.step()
        else:
            l.sum().backward(); updater(len(y))
        total += float(l.sum()); right += accuracy(out, y); n += len(y)
    return total / n, right / n
