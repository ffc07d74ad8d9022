"""The threshold is taken on normal numbers."""
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    mask = torch.randn(X.shape) > dropout
    return mask * X / (1 - dropout)
