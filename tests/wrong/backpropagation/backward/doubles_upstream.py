"""upstream is zero afterwards."""
def backward(upstream, cache):
    X, W1, H, W2 = cache
    db2 = upstream.sum(0)
    dW2 = H.T @ upstream
    dZ = upstream @ W2.T
    dZ *= H > 0
    upstream.zero_()
    return [dZ @ W1.T, X.T @ dZ, dZ.sum(0), dW2, db2]
