def layer(X, number):
    g = globals()
    return X @ g[f"W{number}"] + g[f"b{number}"]


def net(X):
    return layer(relu(layer(X.reshape(-1, num_inputs), 1)), 2)
