"""float64 comes back as float32."""
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    return (torch.rand(X.shape) >= dropout).float() * X.float() / (1 - dropout)
