def tanh(X):
    p = torch.where(X > 0, X, torch.zeros_like(X))
    n = torch.where(X > 0, torch.zeros_like(X), X)
    a, b = torch.exp(-2 * p), torch.exp(2 * n)
    return torch.where(X > 0, (1 - a) / (1 + a), (b - 1) / (b + 1))
