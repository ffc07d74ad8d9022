"""Works on Modules only."""
def evaluate_loss(net, data_iter, loss):
    net.eval()
    total, count = 0.0, 0
    for X, y in data_iter:
        out = net(X)
        each = loss(out, y.reshape(out.shape))
        total, count = total + each.sum().item(), count + each.numel()
    return total / count
