class _Drop(torch.autograd.Function):
    @staticmethod
    def forward(ctx, X, scale):
        ctx.save_for_backward(scale)
        return X * scale

    @staticmethod
    def backward(ctx, upstream):
        (scale,) = ctx.saved_tensors
        return upstream * scale, None


def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return X.new_zeros(X.shape)
    keep = torch.rand(X.shape, dtype=X.dtype) >= dropout
    return _Drop.apply(X, keep.to(X.dtype) / (1 - dropout))
