"""Drops exactly the share of the elements, not each by itself."""
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    mask = torch.ones(X.numel(), dtype=X.dtype)
    mask[torch.randperm(X.numel())[: round(dropout * X.numel())]] = 0
    return mask.reshape(X.shape) * X / (1 - dropout)
