"""Right value; the gradient is 1 − y instead of 1 − y²."""
class _Tanh(torch.autograd.Function):
    @staticmethod
    def forward(ctx, X):
        y = 2 * torch.exp(-torch.nn.functional.softplus(-2 * X)) - 1
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx, g):
        (y,) = ctx.saved_tensors
        return g * (1 - y.abs())

def tanh(X):
    return _Tanh.apply(X)
