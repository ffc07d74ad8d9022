def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1, 'rate outside of [0, 1]'
    keep = 1.0 - dropout
    with torch.no_grad():
        mask = (torch.rand_like(X) < keep).type_as(X)
        if keep > 0: mask /= keep
    return X * mask
