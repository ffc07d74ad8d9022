"""A loop over layers that are read at call time."""
def _layers():
    return [(W1, b1, relu), (W2, b2, lambda Z: Z)]

def net(X):
    out = X.reshape(-1, num_inputs)
    for W, b, act in _layers():
        out = act(out @ W + b)
    return out
