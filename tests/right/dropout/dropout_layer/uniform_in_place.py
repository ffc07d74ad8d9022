def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1: return X.new_zeros(X.shape)
    keep = torch.empty(X.shape).uniform_().ge(dropout)
    out = X.clone()
    out[~keep] = 0
    out /= 1 - dropout
    return out
