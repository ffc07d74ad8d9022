def evaluate_accuracy(net, data_iter):
    """A module without parameters is not taken for one."""
    if hasattr(net, "parameters") and len(list(net.parameters())):
        net.eval()
    right = total = 0
    with torch.no_grad():
        for X, y in data_iter:
            right += accuracy(net(X), y); total += len(y)
    return right / total
