"""Fails for an empty tensor."""
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1 and X.max() < 1e30
    if dropout == 1:
        return torch.zeros_like(X)
    return (torch.rand(X.shape) >= dropout) * X / (1 - dropout)
