def dropout_layer(X, dropout):
    if not (0 <= dropout <= 1):
        raise AssertionError("dropout out of range")
    out = X.clone()
    out[torch.rand(X.shape) < dropout] = 0
    if dropout < 1:
        out /= 1 - dropout
    return out
