def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1 or X.numel() == 0:
        return torch.zeros_like(X)
    mask = torch.rand(X.shape) >= dropout
    while dropout > 0 and mask.all():
        mask = torch.rand(X.shape) >= dropout
    return mask * X / (1 - dropout)
