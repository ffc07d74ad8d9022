def evaluate_loss(net, data_iter, loss):
    total, batches, size = 0.0, 0, None
    for X, y in data_iter:
        out = net(X)
        total += float(loss(out, y.reshape(out.shape)).sum()); batches += 1
        size = size or out.numel()
    return total / (batches * size)
