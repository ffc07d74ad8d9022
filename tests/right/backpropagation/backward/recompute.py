def forward(X, params):
    W1, b1, W2, b2 = params
    return torch.relu(X @ W1 + b1) @ W2 + b2, (X, list(params))
def backward(upstream, cache):
    X, (W1, b1, W2, b2) = cache
    Z = X @ W1 + b1
    H = torch.relu(Z)
    dH = upstream @ W2.transpose(0, 1)
    dZ = dH.masked_fill(Z <= 0, 0)
    return [dZ @ W1.transpose(0, 1), X.transpose(0, 1) @ dZ, dZ.sum(0), H.transpose(0, 1) @ upstream, upstream.sum(0)]
