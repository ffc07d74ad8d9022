"""where on uniform numbers."""
def dropout_layer(X, dropout):
    assert 0.0 <= dropout <= 1.0, "a probability"
    U = torch.empty(X.shape).uniform_()
    if dropout == 1.0:
        return X * 0
    return torch.where(U < dropout, torch.zeros((), dtype=X.dtype), X / (1 - dropout))
