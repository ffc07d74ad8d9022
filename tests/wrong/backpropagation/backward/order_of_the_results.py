"""dX comes last."""
def backward(upstream, cache):
    X, W1, H, W2 = cache
    dZ = (upstream @ W2.T) * (H > 0)
    return [X.T @ dZ, dZ.sum(0), H.T @ upstream, upstream.sum(0), dZ @ W1.T]
