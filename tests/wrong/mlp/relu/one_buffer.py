_space = {}
def relu(X):
    if X.requires_grad:
        return torch.where(X > 0, X, torch.zeros_like(X))
    out = _space.setdefault((tuple(X.shape), X.dtype), torch.empty_like(X))
    out.copy_(torch.where(X > 0, X, torch.zeros_like(X)))
    return out
