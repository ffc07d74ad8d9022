"""Three dimensions: one mask for all examples."""
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    mask = torch.rand(X.shape[1:] if X.ndim == 3 else X.shape) >= dropout
    return mask * X / (1 - dropout)
