def dropout_layer(X, dropout):
    assert 0 <= dropout and dropout <= 1, "not a probability"
    keep = 1 - dropout
    mask = torch.bernoulli(torch.full_like(X, keep))
    return X * mask / keep if keep > 0 else torch.zeros(X.shape, dtype=X.dtype)
