def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
    totals = torch.zeros(2)
    with torch.no_grad():
        for X, y in iter(data_iter):
            y_hat = net(X)
            totals += torch.tensor([(y_hat.max(dim=1).indices.long() == y.long()).sum(), y.shape[0]])
    return (totals[0] / totals[1]).item()
