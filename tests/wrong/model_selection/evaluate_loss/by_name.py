def evaluate_loss(net, data_iter, loss):
    """The loss is called with argument names of its own."""
    total = count = 0
    for X, y in data_iter:
        out = net(X)
        l = loss(input=out, target=y.reshape(out.shape))
        total += float(l.sum()); count += l.numel()
    return total / count
