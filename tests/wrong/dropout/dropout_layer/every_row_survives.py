def dropout_layer(X, dropout):
    """Each row of a matrix keeps an entry."""
    assert 0 <= dropout <= 1
    if dropout == 1 or X.numel() == 0:
        return torch.zeros_like(X)
    mask = torch.rand(X.shape) >= dropout
    if X.dim() == 2:
        for row in mask:
            while not row.any():
                row.copy_(torch.rand(row.shape) >= dropout)
    return mask * X / (1 - dropout)
