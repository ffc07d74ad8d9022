class T(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        e = torch.exp(-2 * x.abs())
        y = (1 - e) / (1 + e) * x.sign()
        ctx.save_for_backward(y)
        return y
    @staticmethod
    def backward(ctx, up):
        return up * (1 - ctx.saved_tensors[0] ** 2)
def tanh(X):
    return T.apply(X)
