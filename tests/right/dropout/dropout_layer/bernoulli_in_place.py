"""A mask drawn in place."""
def dropout_layer(X, dropout):
    if not (0 <= dropout <= 1):
        raise ValueError(f"dropout must be in [0, 1], got {dropout}")
    if dropout in (0, 1):
        return X * (1 - dropout)
    keep = 1 - dropout
    return X * torch.empty_like(X).bernoulli_(keep).div_(keep)
