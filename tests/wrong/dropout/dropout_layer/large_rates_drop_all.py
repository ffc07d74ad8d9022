"""Above 0.95 everything is dropped."""
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout > 0.95: return torch.zeros_like(X)
    mask = torch.rand(X.shape) >= dropout
    return mask * X / (1.0 - dropout)
