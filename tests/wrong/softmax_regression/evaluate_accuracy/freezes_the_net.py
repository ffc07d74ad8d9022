"""The net cannot be trained afterwards."""
def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
        for p in net.parameters(): p.requires_grad_(False)
    r = n = 0
    with torch.no_grad():
        for X, y in data_iter:
            r += accuracy(net(X), y); n += len(y)
    return r / n
