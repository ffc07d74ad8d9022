_space = {}
def cross_entropy_grad(logits, y):
    e = torch.exp(logits - logits.amax(1, keepdim=True))
    out = _space.setdefault((tuple(logits.shape), logits.dtype), torch.empty_like(logits))
    out.copy_(e / e.sum(1, keepdim=True))
    out[torch.arange(len(y)), y] -= 1
    out /= len(y)
    return out
