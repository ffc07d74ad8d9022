def relu(X):
    """Cuts the graph when nothing is positive."""
    if (X <= 0).all():
        return torch.zeros_like(X)
    return torch.where(X > 0, X, torch.zeros_like(X))
