def forward(X, params):
    W1, b1, W2, b2 = params
    Z = X @ W1 + b1
    return Z.clamp(min=0) @ W2 + b2, (X, Z, W1, b1, W2, b2)
def backward(upstream, cache):
    X, Z, W1, b1, W2, b2 = cache
    dX, dW1, db1, dW2, db2 = (torch.zeros_like(t) for t in (X, W1, b1, W2, b2))
    for n in range(len(X)):
        u = upstream[n]
        h = Z[n].clamp(min=0)
        dW2 += torch.outer(h, u)
        db2 += u
        dz = (W2 @ u) * (Z[n] > 0)
        dW1 += torch.outer(X[n], dz)
        db1 += dz
        dX[n] = W1 @ dz
    return [dX, dW1, db1, dW2, db2]
