def evaluate_loss(net, data_iter, loss):
    n, mean = 0, 0.0
    for X, y in data_iter:
        out = net(X)
        for v in loss(out, y.reshape(out.shape)).detach().flatten():
            n += 1
            mean += (float(v) - mean) / n
    return mean
