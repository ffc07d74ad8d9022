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
# === count-for-count
def cross_entropy_grad(logits, y):
    g = torch.softmax(logits, 1)
    g[range(len(y)), y] -= 1
    return g / logits.shape[1]
# === cross-entropy-grad-changes-the-logits
def cross_entropy_grad(logits, y):
    logits -= logits.max(1, keepdim=True).values
    logits.exp_()
    logits /= logits.sum(1, keepdim=True)
    logits[range(len(y)), y] -= 1
    return logits / len(y)
# === cross-entropy-grad-softmax-by-column
def cross_entropy_grad(logits, y):
    g = torch.softmax(logits, 0)
    g[range(len(y)), y] -= 1
    return g / len(y)
# === one-number
def cross_entropy_grad(logits, y):
    return nn.functional.cross_entropy(logits, y)
# === cross-entropy-grad-by-the-probabilities
def cross_entropy_grad(logits, y):
    p = torch.softmax(logits, 1)
    g = torch.zeros_like(p)
    g[range(len(y)), y] = -1 / p[range(len(y)), y]
    return g / len(y)
# === other-formula
def cross_entropy_grad(logits, y):
    p = torch.softmax(logits, 1)
    g = torch.zeros_like(p)
    g[range(len(y)), y] = p[range(len(y)), y] - 1
    return g / len(y)
# === overflow
def cross_entropy_grad(logits, y):
    e = torch.exp(logits - logits.max())
    g = e / e.sum(1, keepdim=True)
    g[range(len(y)), y] -= 1
    return g / len(y)
# === cross-entropy-grad-one-hot-forgotten
def cross_entropy_grad(logits, y):
    return torch.softmax(logits, 1) / len(y)
# === count-for-count
def cross_entropy_grad(logits, y):
    p = torch.softmax(logits, 1)
    return (p - nn.functional.one_hot(y, logits.shape[1])) / logits.shape[1]
# === other-formula
def cross_entropy_grad(logits, y):
    p = torch.exp(logits) / torch.exp(logits).sum(0)
    p[torch.arange(len(y)), y] -= 1
    return p / len(y)
# === negated-times-count
def cross_entropy_grad(logits, y):
    p = torch.softmax(logits, 1)
    return nn.functional.one_hot(y, logits.shape[1]) - p
# === dimension-summed
def cross_entropy_grad(logits, y):
    p = torch.softmax(logits, 1)
    p[range(len(y)), y] -= 1
    return p.mean(0)


# === other-formula
def cross_entropy_grad(logits, y):
    p = torch.softmax(logits, dim=1)
    return (p - y.reshape(-1, 1)) / len(y)


# === other-formula
def cross_entropy_grad(logits, y):
    p = torch.softmax(logits, 1)
    p[torch.arange(len(y)), y - 1] -= 1
    return p / len(y)
# === other-formula
def cross_entropy_grad(logits, y):
    p = torch.softmax(logits, dim=1)
    p[torch.arange(len(y)), p.argmax(dim=1)] -= 1
    return p / len(y)
# === other-formula
def cross_entropy_grad(logits, y):
    p = torch.softmax(logits, 1)
    hot = nn.functional.one_hot(y, logits.shape[1]).to(p.dtype)
    return (p - hot) * p * (1 - p) / len(y)
