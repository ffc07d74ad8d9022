class Rectify(torch.autograd.Function):
    @staticmethod
    def forward(ctx, X):
        ctx.save_for_backward(X)
        return X * (X > 0)

    @staticmethod
    def backward(ctx, upstream):
        (X,) = ctx.saved_tensors
        return upstream * (X > 0).to(upstream.dtype)


relu = Rectify.apply
