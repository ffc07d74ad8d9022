def evaluate_loss(net, data_iter, loss):
    import numpy as np
    total = count = 0
    for X, y in data_iter:
        out = net(X)
        l = loss(out, y.reshape(out.shape))
        total += float(l.sum()); count += l.numel()
    return np.float32(total / count)
