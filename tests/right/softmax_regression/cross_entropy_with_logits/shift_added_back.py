def cross_entropy_with_logits(logits, y):
    m = logits.max(dim=1, keepdim=True).values
    lse = m + (logits - m).exp().sum(dim=1, keepdim=True).log()
    return (lse - logits.gather(1, y.view(-1, 1))).squeeze(1)
