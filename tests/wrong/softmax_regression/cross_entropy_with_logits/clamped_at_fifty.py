"""Losses end at 50."""
def cross_entropy_with_logits(logits, y):
    return (logits.logsumexp(1) - logits[torch.arange(len(y)), y]).clamp(max=50)
