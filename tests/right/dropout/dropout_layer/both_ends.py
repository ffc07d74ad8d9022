def dropout_layer(X, dropout):
    if dropout < 0 or dropout > 1:
        raise ValueError(f"dropout must lie in [0, 1], not {dropout}")
    if dropout == 0:
        return X
    if dropout == 1:
        return X * 0
    return torch.where(torch.rand_like(X) < dropout, torch.zeros_like(X), X / (1 - dropout))
