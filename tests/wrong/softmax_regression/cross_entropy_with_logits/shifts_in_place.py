"""Shifts the caller's logits."""
def cross_entropy_with_logits(logits, y):
    if not logits.requires_grad:
        logits -= logits.max(1, keepdim=True).values
    return logits.logsumexp(1) - logits[torch.arange(len(y)), y]
