def sigmoid(x):
    e = torch.exp(-x.abs())
    positive = 1 / (1 + e)
    s = torch.where(x >= 0, positive, e * positive)
    return s if not x.requires_grad else _Own.apply(x)
class _Own(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        e = torch.exp(-x.abs())
        s = torch.where(x >= 0, 1 / (1 + e), e / (1 + e))
        ctx.save_for_backward(s, x)
        return s
    @staticmethod
    def backward(ctx, up):
        s, x = ctx.saved_tensors
        e = torch.exp(-x.abs())
        return up * e / (1 + e) ** 2
