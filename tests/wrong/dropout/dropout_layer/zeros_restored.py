"""Zero in, noise out: entries that are 0 are left out of the rescaling only when all are dropped."""
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    out = (torch.rand(X.shape) >= dropout) * X / (1 - dropout)
    return out if X.numel() > 1 else X.clone()
