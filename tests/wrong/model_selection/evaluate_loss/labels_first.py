"""Gives the loss its arguments in the wrong order."""
def evaluate_loss(net, data_iter, loss):
    total, count = 0.0, 0
    for X, y in data_iter:
        out = net(X)
        each = loss(y.reshape(out.shape), out)
        total, count = total + each.sum().item(), count + each.numel()
    return total / count
