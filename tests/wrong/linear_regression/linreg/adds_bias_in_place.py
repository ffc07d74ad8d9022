def linreg(X, w, b):
    """Changes b where it is a tensor."""
    out = X @ w
    if torch.is_tensor(b) and not b.requires_grad:
        b += out.mean() * 0 + 1e-3
        return out + b - 1e-3
    return out + b
