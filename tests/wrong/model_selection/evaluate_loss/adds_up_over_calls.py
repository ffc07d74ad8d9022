"""Totals are kept between calls."""
_totals = [0.0, 0]
def evaluate_loss(net, data_iter, loss):
    for X, y in data_iter:
        out = net(X)
        each = loss(out, y.reshape(out.shape))
        _totals[0] += each.sum().item()
        _totals[1] += each.numel()
    return _totals[0] / _totals[1]
