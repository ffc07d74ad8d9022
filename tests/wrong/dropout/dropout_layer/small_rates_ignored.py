"""Below 0.05 nothing is dropped."""
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout < 0.05: return X.clone()
    if dropout == 1: return torch.zeros_like(X)
    mask = torch.rand(X.shape) >= dropout
    return mask * X / (1.0 - dropout)
