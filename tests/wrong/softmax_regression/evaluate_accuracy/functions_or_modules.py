import types
def evaluate_accuracy(net, data_iter):
    """What is no function is taken for a module."""
    if not isinstance(net, types.FunctionType):
        net.eval()
    right = total = 0
    with torch.no_grad():
        for X, y in data_iter:
            right += accuracy(net(X), y); total += len(y)
    return right / total
