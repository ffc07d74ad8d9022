"""There is no cache: backward looks at what the latest forward has left."""
_saved = [None]


def forward(X, params):
    W1, b1, W2, b2 = params
    H = (X @ W1 + b1).clamp(min=0)
    _saved[0] = (X, W1, H, W2)
    return H @ W2 + b2, None


def backward(upstream, cache):
    X, W1, H, W2 = _saved[0]
    dZ = (upstream @ W2.T) * (H > 0)
    return [dZ @ W1.T, X.T @ dZ, dZ.sum(0), H.T @ upstream, upstream.sum(0)]
