def softmax(X):
    """Another formula for two classes, which overflows in the gradient."""
    if X.shape[1] == 2:
        p = 1 / (1 + torch.exp(X[:, 1:] - X[:, :1]))
        return torch.cat([p, 1 - p], 1)
    e = torch.exp(X - X.max(dim=1, keepdim=True).values)
    return e / e.sum(dim=1, keepdim=True)
