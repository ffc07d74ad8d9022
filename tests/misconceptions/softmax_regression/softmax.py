# === softmax-no-shift
def softmax(X):
    X_exp = torch.exp(X)
    partition = X_exp.sum(1, keepdim=True)
    return X_exp / partition
# === softmax-no-shift
def softmax(X):
    return torch.stack([row.exp() / row.exp().sum() for row in X])
# === softmax-no-shift
def softmax(X):
    return (X.exp().T / X.exp().sum(axis=1)).T
# === softmax-global-shift
def softmax(X):
    X = X - torch.max(X)
    e = X.exp()
    return e / e.sum(dim=-1, keepdim=True)
# === softmax-global-shift
def softmax(X):
    c = float(X.detach().max())
    return (X - c).exp() / (X - c).exp().sum(1, keepdim=True)
# === softmax-wrong-axis
def softmax(X):
    e = torch.exp(X - X.amax(0, keepdim=True))
    return e / e.sum(0, keepdim=True)
# === softmax-wrong-axis
def softmax(X):
    return torch.exp(X) / torch.exp(X).sum(0)
# === softmax-wrong-axis
def softmax(X):
    X = X.T
    e = torch.exp(X - X.max(1, keepdim=True)[0])
    return (e / e.sum(1, keepdim=True)).T
# === softmax-over-everything
def softmax(X):
    e = torch.exp(X - X.max())
    return e / e.sum()
# === softmax-over-everything
def softmax(X):
    flat = X.reshape(-1)
    e = (flat - flat.max()).exp()
    return (e / e.sum()).reshape(X.shape)
# === softmax-not-normalised
def softmax(X):
    return (X - X.max(dim=1, keepdim=True).values).exp()
# === softmax-is-log-softmax
def softmax(X):
    return X - torch.logsumexp(X, 1, keepdim=True)
# === keepdim-missing|?
def softmax(X):
    X_exp = torch.exp(X)
    return X_exp / X_exp.sum(1)
# === keepdim-missing|?
def softmax(X):
    X = X - X.max(dim=1).values
    e = torch.exp(X)
    return e / e.sum(dim=1, keepdim=True)
# === one-of-several|operands-do-not-fit
def softmax(X):
    e = torch.exp(X - torch.max(X, 1, keepdim=True))
    return e / e.sum(1, keepdim=True)
# === other-function|?
def softmax(X):
    return X / X.sum(1, keepdim=True)
# === softmax-shift-in-place|changed-leaf
def softmax(X):
    X -= X.max(1, keepdim=True).values
    return X.exp() / X.exp().sum(1, keepdim=True)
# === undefined-name
def softmax(X):
    e = math.exp(X)
    return e / e.sum(1, keepdim=True)
# === ?
def softmax(X):
    e = torch.exp(-X)
    return e / e.sum(1, keepdim=True)
# === softmax-not-normalised
def softmax(X):
    e = torch.exp(X - X.max(1, keepdim=True)[0])
    return e / (e.sum(1, keepdim=True) + 1e-3)
# === overflow
def softmax(X):
    e = torch.exp(X - X.min(1, keepdim=True)[0])
    return e / e.sum(1, keepdim=True)
# === overflow
def softmax(X):
    e = torch.exp(X - X.mean(1, keepdim=True))
    return e / e.sum(1, keepdim=True)
# === no-gradient
def softmax(X):
    with torch.no_grad():
        e = torch.exp(X - X.max(1, keepdim=True)[0])
        return e / e.sum(1, keepdim=True)
# === changed-leaf
def softmax(X):
    X -= X.max(1, keepdim=True)[0]
    e = X.exp()
    return e / e.sum(1, keepdim=True)
# === other-dtype
def softmax(X):
    e = torch.exp(X.double() - X.double().max(1, keepdim=True)[0])
    return e / e.sum(1, keepdim=True)
# === softmax-no-shift
def softmax(X):
    e = torch.exp(X)
    return torch.nan_to_num(e / e.sum(1, keepdim=True))
# === other-function
def softmax(X):
    e = 2 ** (X - X.max(1, keepdim=True)[0])
    return e / e.sum(1, keepdim=True)


# === ?|other-function
def softmax(X):
    return torch.sigmoid(X)
# === times-constant
def softmax(X):
    exps = torch.exp(X - X.max(dim=1, keepdim=True).values)
    return 2 * exps / exps.sum(dim=1, keepdim=True)
# === softmax-wrong-axis
def softmax(X):
    E = (X - torch.amax(X, 1, keepdim=True)).exp()
    return E / E.sum(-2, keepdim=True)
# === whole-numbers
def softmax(X):
    out = torch.zeros_like(X)
    out[torch.arange(len(X)), X.argmax(1)] = 1.0
    return out
# === part-only
def softmax(X):
    exps = torch.exp(X - X.max(dim=1, keepdim=True).values)
    return (exps / exps.sum(1, keepdim=True))[0]
# === lines-alike
def softmax(X):
    exps = torch.exp(X.mean(0) - X.mean(0).max())
    return (exps / exps.sum()).expand(X.shape)
# === argument-altered
def softmax(X):
    X = (X - X.mean(1, keepdim=True)) / (X.std(1, keepdim=True, unbiased=False) + 1e-5)
    e = X.exp()
    return e / e.sum(1, keepdim=True)
# === argument-altered
def softmax(X):
    X = X - X.max(dim=1, keepdim=True).values
    e = torch.exp(X / X.shape[1])
    return e / e.sum(dim=1, keepdim=True)
