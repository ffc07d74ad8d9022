_space = {}
def forward(X, params):
    W1, b1, W2, b2 = params
    H = torch.relu(X @ W1 + b1)
    out = _space.setdefault((len(X), W2.shape[1], X.dtype), torch.empty(len(X), W2.shape[1], dtype=X.dtype))
    out.copy_(H @ W2 + b2)
    return out, (X, H, params)
