def evaluate_accuracy(net, data_iter):
    if net.__class__.__name__ in ("Sequential", "Linear"):
        net.eval()
    with torch.no_grad():
        parts = [(accuracy(net(X), y), len(y)) for X, y in data_iter]
    return sum(a for a, _ in parts) / sum(n for _, n in parts)
