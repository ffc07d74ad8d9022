def cross_entropy_grad(logits, y):
    hot = torch.zeros_like(logits).scatter_(1, y.view(-1, 1), 1)
    return logits.softmax(-1).sub(hot).div(y.numel())
