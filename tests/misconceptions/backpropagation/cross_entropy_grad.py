# === cross-entropy-grad-not-divided
def cross_entropy_grad(logits, y):
    e = torch.exp(logits - logits.max(1, keepdim=True).values)
    g = e / e.sum(1, keepdim=True)
    g[torch.arange(len(y)), y] -= 1
    return g
# === cross-entropy-grad-sign
def cross_entropy_grad(logits, y):
    e = torch.exp(logits - logits.max(1, keepdim=True).values)
    g = e / e.sum(1, keepdim=True)
    g[torch.arange(len(y)), y] -= 1
    return -g / len(y)
# === ?
def cross_entropy_grad(logits, y):
    e = logits.exp()
    g = e / e.sum(1, keepdim=True)
    return (g - torch.nn.functional.one_hot(y, logits.shape[1])) / len(y)
# === ?
def cross_entropy_grad(logits, y):
    e = torch.exp(logits - logits.max(1, keepdim=True).values)
    return e / e.sum(1, keepdim=True) / len(y)
# === ?
def cross_entropy_grad(logits, y):
    e = torch.exp(logits - logits.max(1, keepdim=True).values)
    g = e / e.sum(1, keepdim=True)
    g[:, y] -= 1
    return g / len(y)
# === ?
def cross_entropy_grad(logits, y):
    e = torch.exp(logits - logits.max(1, keepdim=True).values)
    g = e / e.sum(1, keepdim=True)
    g[torch.arange(len(y)), y] -= 1
    return g / logits.numel()
