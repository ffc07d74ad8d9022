import numpy as np


def evaluate_loss(net, data_iter, loss):
    values = np.array([])
    for X, y in data_iter:
        out = net(X).detach()
        values = np.append(values, loss(out, y.reshape(out.shape)).detach().numpy().ravel())
    return np.mean(values)
