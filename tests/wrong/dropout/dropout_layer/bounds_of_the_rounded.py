"""The bounds are checked after rounding."""
def dropout_layer(X, dropout):
    assert 0 <= round(dropout, 2) <= 1
    if dropout >= 1: return torch.zeros_like(X)
    mask = torch.rand(X.shape) >= dropout
    return mask * X / (1.0 - dropout)
