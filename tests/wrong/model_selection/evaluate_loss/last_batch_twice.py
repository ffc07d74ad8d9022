"""The last batch counts twice when it is smaller."""
def evaluate_loss(net, data_iter, loss):
    total, count, size = 0.0, 0, None
    for X, y in data_iter:
        out = net(X)
        each = loss(out, y.reshape(out.shape))
        factor = 2 if size is not None and len(X) < size else 1
        size = len(X)
        total, count = total + factor * each.sum().item(), count + factor * each.numel()
    return total / count
