# === logits-softmax-then-log
def cross_entropy_with_logits(logits, y):
    p = softmax(logits)
    return -torch.log(p[range(len(y)), y])
# === logits-softmax-then-log
def cross_entropy_with_logits(logits, y):
    return cross_entropy(softmax(logits), y)
# === logits-softmax-then-log
def cross_entropy_with_logits(logits, y):
    e = torch.exp(logits - logits.max(1, keepdim=True).values)
    return -torch.log((e / e.sum(1, keepdim=True)).gather(1, y.view(-1, 1)).view(-1))
# === logits-unstable-softmax-then-log
def cross_entropy_with_logits(logits, y):
    p = torch.exp(logits) / torch.exp(logits).sum(1, keepdim=True)
    return -torch.log(p[range(len(y)), y])
# === logits-no-shift
def cross_entropy_with_logits(logits, y):
    return torch.log(torch.exp(logits).sum(1)) - logits[range(len(y)), y]
# === logits-no-shift
def cross_entropy_with_logits(logits, y):
    z = logits.exp().sum(dim=1).log()
    return z - logits.gather(1, y.unsqueeze(1)).squeeze(1)
# === logits-shift-not-added-back
def cross_entropy_with_logits(logits, y):
    m = logits.max(1, keepdim=True).values
    return torch.log(torch.exp(logits - m).sum(1)) - logits[range(len(y)), y]
# === logits-shift-not-subtracted|?
def cross_entropy_with_logits(logits, y):
    m = logits.max(1).values
    return torch.log(torch.exp(logits).sum(1)) + m - logits[range(len(y)), y]
# === logits-mean
def cross_entropy_with_logits(logits, y):
    return (torch.logsumexp(logits, 1) - logits[range(len(y)), y]).mean()
# === sum-taken|?
def cross_entropy_with_logits(logits, y):
    return (torch.logsumexp(logits, 1) - logits[range(len(y)), y]).sum()
# === negated|?
def cross_entropy_with_logits(logits, y):
    return logits[range(len(y)), y] - torch.logsumexp(logits, 1)
# === logits-columns
def cross_entropy_with_logits(logits, y):
    return torch.logsumexp(logits, 1) - logits[:, y]
# === logits-global-shift
def cross_entropy_with_logits(logits, y):
    s = logits - logits.max()
    return torch.log(torch.exp(s).sum(1)) - s[range(len(y)), y]
# === logits-softmax-clamped|?
def cross_entropy_with_logits(logits, y):
    p = softmax(logits) + 1e-9
    return -torch.log(p[range(len(y)), y])
# === logits-softmax-clamped|clipped
def cross_entropy_with_logits(logits, y):
    p = softmax(logits).clamp(min=1e-10)
    return -p[range(len(y)), y].log()
# === ?
def cross_entropy_with_logits(logits, y):
    return -logits[range(len(y)), y]
# === kept-dimension|broadcast|?
def cross_entropy_with_logits(logits, y):
    return torch.logsumexp(logits, 1, keepdim=True) - logits.gather(1, y[:, None])
# === broadcast|?
def cross_entropy_with_logits(logits, y):
    return torch.logsumexp(logits, 1, keepdim=True) - logits[range(len(y)), y]
# === ?
def cross_entropy_with_logits(logits, y):
    return torch.logsumexp(logits, 0) - logits[range(len(y)), y]
# === logits-softmax-clamped
def cross_entropy_with_logits(logits, y):
    p = softmax(logits).clamp(min=1e-12)
    return -torch.log(p[range(len(y)), y])
# === logits-global-shift
def cross_entropy_with_logits(logits, y):
    z = logits - logits.max()
    return z.exp().sum(1).log() - z[range(len(y)), y]
# === broadcast
def cross_entropy_with_logits(logits, y):
    m = logits.max(1, keepdim=True)[0]
    lse = m + torch.log(torch.exp(logits - m).sum(1))
    return lse - logits[range(len(y)), y]
# === overflow
def cross_entropy_with_logits(logits, y):
    m = logits.abs().max(1, keepdim=True)[0]
    return torch.log(torch.exp(logits - m).sum(1)) + m[:, 0] - logits[range(len(y)), y]

# === other-formula
def cross_entropy_with_logits(logits, y):
    return -torch.log(logits[range(len(y)), y])
# === logits-part-detached
def cross_entropy_with_logits(logits, y):
    lse = torch.logsumexp(logits.data, dim=1)
    return lse - logits[torch.arange(len(y)), y]
# === logits-part-detached
def cross_entropy_with_logits(logits, y):
    with torch.no_grad():
        picked = logits.gather(1, y.reshape(-1, 1)).reshape(-1)
    return logits.logsumexp(1) - picked
# === logits-part-detached
def cross_entropy_with_logits(logits, y):
    m = logits.max(dim=1, keepdim=True).values.detach()
    total = torch.exp((logits - m).detach()).sum(dim=1)
    return torch.log(total) + m.squeeze(1) - logits[range(len(y)), y]
# === other-formula
def cross_entropy_with_logits(logits, y):
    log_p = logits - torch.logsumexp(logits, dim=1, keepdim=True)
    return -log_p.mean(dim=1)


# === other-formula
def cross_entropy_with_logits(logits, y):
    return torch.log(logits.sum(1)) - logits[range(len(y)), y]


# === other-formula
def cross_entropy_with_logits(logits, y):
    return torch.logsumexp(logits, 1) - logits.max(1).values
# === argument-altered
def cross_entropy_with_logits(logits, y):
    logits = logits.clamp(-50, 50)
    return torch.log(torch.exp(logits).sum(1)) - logits[range(len(y)), y]
# === lines-alike|argument-ignored
def cross_entropy_with_logits(logits, y):
    return (logits - logits).logsumexp(1)
# === other-formula
def cross_entropy_with_logits(logits, y):
    shifted = logits - logits.max(dim=1, keepdim=True).values
    return torch.exp(shifted).sum(dim=1) - shifted[range(len(y)), y]
