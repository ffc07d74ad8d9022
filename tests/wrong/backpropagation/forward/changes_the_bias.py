"""b1 moves a little at each call."""
def forward(X, params):
    W1, b1, W2, b2 = params
    b1 += X.mean() * 0 + 1e-6
    H = (X @ W1 + b1).clamp(min=0)
    return H @ W2 + b2, (X, W1, H, W2)
