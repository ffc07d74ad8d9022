class LogitLoss(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, y):
        m = logits.amax(1, keepdim=True)
        e = torch.exp(logits - m)
        s = e.sum(1, keepdim=True)
        ctx.save_for_backward(e / s, y)
        rows = torch.arange(len(y))
        return (m + s.log()).squeeze(1) - logits[rows, y]

    @staticmethod
    def backward(ctx, upstream):
        p, y = ctx.saved_tensors
        grad = p.clone()
        grad[torch.arange(len(y)), y] -= 1
        return grad * upstream[:, None], None


def cross_entropy_with_logits(logits, y):
    return LogitLoss.apply(logits, y)
