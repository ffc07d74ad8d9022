"""The gradient goes through another mask."""
class _Drop(torch.autograd.Function):
    @staticmethod
    def forward(ctx, X, p):
        ctx.p = p
        return (torch.rand(X.shape) >= p) * X / (1 - p)

    @staticmethod
    def backward(ctx, g):
        return (torch.rand(g.shape) >= ctx.p) * g / (1 - ctx.p), None

def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    return torch.zeros_like(X) if dropout == 1 else _Drop.apply(X, dropout)
