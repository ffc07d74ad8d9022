"""Goes through the data twice."""
def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
    with torch.no_grad():
        right = sum(accuracy(net(X), y) for X, y in data_iter)
    total = sum(len(y) for _, y in data_iter)
    return right / total if total else 0.0
