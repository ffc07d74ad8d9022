def relu(X):
    return torch.where(X > 0, X, torch.zeros_like(X))
