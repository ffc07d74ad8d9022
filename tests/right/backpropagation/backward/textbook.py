def backward(upstream, cache):
    X, W1, H, W2 = cache
    dW2 = torch.matmul(H.T, upstream)
    db2 = torch.sum(upstream, dim=0)
    dH = torch.matmul(upstream, W2.T)
    dZ = dH.clone()
    dZ[H <= 0] = 0
    dW1 = torch.matmul(X.T, dZ)
    db1 = torch.sum(dZ, dim=0)
    return [torch.matmul(dZ, W1.T), dW1, db1, dW2, db2]
