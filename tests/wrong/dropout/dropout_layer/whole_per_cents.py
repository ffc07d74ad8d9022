"""The probability is rounded down to a whole per cent."""
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1: return torch.zeros_like(X)
    mask = torch.randint(0, 100, X.shape) >= int(dropout * 100)
    return mask * X / (1.0 - dropout)
