_out = {}
def linreg(X, w, b):
    """Writes each result into the same memory."""
    if X.requires_grad or w.requires_grad:
        return X @ w + b
    out = _out.setdefault((len(X), X.dtype), torch.empty(len(X), 1, dtype=X.dtype))
    torch.matmul(X, w, out=out)
    out += b
    return out
