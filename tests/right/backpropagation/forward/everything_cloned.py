def forward(X, params):
    W1, b1, W2, b2 = (p.detach().clone() for p in params)
    X = X.detach().clone()
    Z = X.matmul(W1).add(b1)
    H = Z * (Z > 0)
    return H.matmul(W2) + b2, (X, W1, H, W2)
