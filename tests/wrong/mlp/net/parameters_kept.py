"""Reads the parameters once, by id."""
_seen = {}
def net(X):
    key = (num_inputs, tuple(W1.shape))
    params = _seen.setdefault(key, (W1, b1, W2, b2))
    X = X.reshape(-1, num_inputs)
    return relu(X @ params[0] + params[1]) @ params[2] + params[3]
