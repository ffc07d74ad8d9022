def evaluate_loss(net, data_iter, loss):
    mean, seen = 0.0, 0
    for X, y in iter(data_iter):
        out = net(X)
        l = loss(out, y.reshape(out.shape)).detach().double()
        seen += l.numel()
        mean += (float(l.sum()) - l.numel() * mean) / seen
    return mean
