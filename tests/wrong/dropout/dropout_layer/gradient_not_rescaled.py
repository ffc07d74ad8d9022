"""The value is rescaled, the gradient is not."""
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    kept = (torch.rand(X.shape) >= dropout) * X
    return kept + (kept * (1 / (1 - dropout) - 1)).detach()
