"""Raises a TypeError outside [0, 1]."""
def dropout_layer(X, dropout):
    if not 0 <= dropout <= 1:
        raise TypeError("dropout")
    if dropout == 1:
        return torch.zeros_like(X)
    return (torch.rand(X.shape) >= dropout) * X / (1 - dropout)
