_space = {}
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    value = torch.zeros_like(X) if dropout == 1 else (torch.rand(X.shape) >= dropout) * X / (1 - dropout)
    if X.requires_grad:
        return value
    return _space.setdefault((tuple(X.shape), X.dtype), torch.empty_like(X)).copy_(value)
