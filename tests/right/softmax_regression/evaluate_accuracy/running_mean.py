def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
    share, seen = 0.0, 0
    previous = torch.is_grad_enabled()
    torch.set_grad_enabled(False)
    try:
        for X, y in data_iter:
            n = y.numel()
            share = (share * seen + accuracy(net(X), y)) / (seen + n)
            seen += n
    finally:
        torch.set_grad_enabled(previous)
    return share
