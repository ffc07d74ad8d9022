"""Right value; the shift is inside the graph on one side only."""
def cross_entropy_with_logits(logits, y):
    m = logits.max(1, keepdim=True).values
    s = logits - m.detach()
    return torch.log(torch.exp(logits - m).sum(1)) - s[torch.arange(len(y)), y]
