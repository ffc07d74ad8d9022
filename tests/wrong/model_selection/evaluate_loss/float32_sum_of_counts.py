"""Weights each batch by the first batch's size."""
def evaluate_loss(net, data_iter, loss):
    total, count, first = 0.0, 0, None
    for X, y in data_iter:
        out = net(X)
        first = first or len(X)
        total += loss(out, y.reshape(out.shape)).mean().item() * first
        count += first
    return total / count
