"""Uses each mask twice."""
_last = []
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    if _last and _last[0].shape == X.shape:
        u = _last.pop()
    else:
        _last[:] = [torch.rand(X.shape)]
        u = _last[0]
    return (u >= dropout) * X / (1 - dropout)
