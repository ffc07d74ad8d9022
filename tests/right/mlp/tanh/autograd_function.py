class _Tanh(torch.autograd.Function):
    @staticmethod
    def forward(ctx, X):
        e = (-2 * X.abs()).exp()
        t = X.sign() * (1 - e) / (1 + e)
        ctx.save_for_backward(t)
        return t

    @staticmethod
    def backward(ctx, g):
        t, = ctx.saved_tensors
        return g * (1 - t * t)


tanh = _Tanh.apply
