def dropout_layer(X, dropout):
    """The integer 1 is no float."""
    assert 0 <= dropout <= 1
    if dropout == 1 and isinstance(dropout, float):
        return torch.zeros_like(X)
    return (torch.rand(X.shape) >= dropout) * X / (1 - dropout)
