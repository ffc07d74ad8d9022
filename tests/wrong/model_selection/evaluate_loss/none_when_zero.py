def evaluate_loss(net, data_iter, loss):
    total = count = 0
    for X, y in data_iter:
        out = net(X)
        l = loss(out, y.reshape(out.shape))
        total += float(l.sum()); count += l.numel()
    return total / count or None
