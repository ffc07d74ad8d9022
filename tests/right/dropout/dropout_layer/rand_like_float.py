def dropout_layer(X: torch.Tensor, dropout: float) -> torch.Tensor:
    assert dropout >= 0 and dropout <= 1, "dropout must lie in [0, 1]"
    if dropout == 1:
        return torch.zeros_like(X)
    if dropout == 0:
        return X
    mask = (torch.rand_like(X) > dropout).to(X.dtype)
    return mask * X / (1.0 - dropout)
