_space = {}
def sigmoid(X):
    value = torch.exp(-torch.logaddexp(-X, torch.zeros_like(X)))
    if X.requires_grad:
        return value
    out = _space.setdefault((tuple(X.shape), X.dtype), torch.empty_like(X))
    out.copy_(value)
    return out
