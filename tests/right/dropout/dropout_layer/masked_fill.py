def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    dropped = torch.empty(X.shape).uniform_() < dropout
    scale = 1 / (1 - dropout) if dropout < 1 else 0.0
    return (X * scale).masked_fill(dropped, 0)
