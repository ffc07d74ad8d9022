def softmax(X):
    """No probability falls below a bound."""
    exps = torch.exp((X - X.max(dim=1, keepdim=True).values).clamp(min=-15))
    return exps / exps.sum(dim=1, keepdim=True)
