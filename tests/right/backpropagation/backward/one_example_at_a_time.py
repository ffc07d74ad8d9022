def backward(upstream, cache):
    X, W1, H, W2 = cache
    dX, dW1, dW2 = torch.zeros_like(X), torch.zeros_like(W1), torch.zeros_like(W2)
    db1, db2 = torch.zeros(W1.shape[1], dtype=W1.dtype), torch.zeros(W2.shape[1], dtype=W2.dtype)
    for i in range(len(X)):
        dz = W2 @ upstream[i] * (H[i] > 0).to(W2.dtype)
        dW2 += torch.outer(H[i], upstream[i])
        db2 += upstream[i]
        dW1 += torch.outer(X[i], dz)
        db1 += dz
        dX[i] = W1 @ dz
    return [dX, dW1, db1, dW2, db2]
