"""A batch of one loses its dimension."""
def relu(X):
    out = torch.where(X > 0, X, torch.zeros_like(X))
    return out.squeeze(0) if X.ndim > 1 and X.shape[0] == 1 else out
