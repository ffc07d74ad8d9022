"""Negative entries are never dropped."""
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    return ((torch.rand(X.shape) >= dropout) | (X < 0)) * X / (1 - dropout)
