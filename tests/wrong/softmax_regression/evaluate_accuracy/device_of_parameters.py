def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
        device = next(iter(net.parameters())).device
    right = total = 0
    with torch.no_grad():
        for X, y in data_iter:
            right += accuracy(net(X), y); total += len(y)
    return right / total
