"""Leaves autograd off."""
def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
    torch.set_grad_enabled(False)
    right = total = 0
    for X, y in data_iter:
        right += accuracy(net(X), y)
        total += len(y)
    return right / total
