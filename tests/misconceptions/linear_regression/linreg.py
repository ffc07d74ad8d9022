# === linreg-elementwise|linreg-elementwise-transposed
def linreg(X, w, b):
    return X * w.T + b
# === linreg-elementwise|linreg-elementwise-transposed|sizes-do-not-match
def linreg(X, w, b):
    return X * w + b
# === linreg-no-bias
def linreg(X, w, b):
    return torch.mm(X, w)
# === linreg-no-bias
def linreg(X, w, b):
    out = torch.zeros(len(X), 1, dtype=X.dtype)
    for j in range(X.shape[1]):
        out = out + X[:, j:j + 1] * w[j]
    return out
# === linreg-bias-subtracted
def linreg(X, w, b):
    return torch.matmul(X, w) - b
# === linreg-flat|lost-dimension
def linreg(X, w, b):
    return (X @ w + b).squeeze()
# === linreg-flat
def linreg(X, w, b):
    return (X * w.reshape(-1)).sum(1) + b
# === linreg-flat
def linreg(X, w, b):
    return torch.mv(X, w.flatten()) + b
# === matmul-shapes
def linreg(X, w, b):
    return w @ X + b
# === matmul-shapes
def linreg(X, w, b):
    return X @ w.T + b
# === nothing-returned
def linreg(X, w, b):
    y_hat = torch.matmul(X, w) + b
# === linreg-detached
def linreg(X, w, b):
    return torch.from_numpy(X.detach().numpy() @ w.detach().numpy()) + b
# === linreg-detached
def linreg(X, w, b):
    with torch.no_grad():
        return X @ w + b
# === broadcast|?
def linreg(X, w, b):
    return X @ w + (X @ w + b).T
# === ?
def linreg(X, w, b):
    return X @ (w + b)
# === linreg-flat
def linreg(X, w, b):
    return (X @ w).squeeze() + b
# === linreg-detached
def linreg(X, w, b):
    return (X.detach() @ w.detach() + b)
# === no-gradient
def linreg(X, w, b):
    b = float(b)
    return X @ w + b
# === changed-leaf
def linreg(X, w, b):
    out = X @ w
    b += out.sum() * 0
    X += 0
    return out + b
# === dot-of-matrices
def linreg(X, w, b):
    return torch.dot(X, w) + b
# === broadcast
def linreg(X, w, b):
    return X @ w + b * torch.ones(X.shape[0])
# === result-random
def linreg(X, w, b):
    layer = nn.Linear(X.shape[1], 1)
    return layer(X)
# === one-number
def linreg(X, w, b):
    return (X @ w).sum() + b


# === other-formula
def linreg(X, w, b):
    ones = torch.ones(X.shape[0], 1, dtype=X.dtype)
    return X @ w + b * ones + b
# === linreg-detached
def linreg(X, w, b):
    return torch.matmul(X.detach(), w) + b
# === part-ignored
def linreg(X, w, b):
    return X[:, :1] * w[0] + b
# === part-ignored
def linreg(X, w, b):
    out = torch.zeros(len(X), 1, dtype=X.dtype) + b
    for j in range(X.shape[1] - 1):
        out = out + X[:, j:j + 1] * w[j]
    return out
# === argument-altered
def linreg(X, w, b):
    w = w / w.norm()
    return X @ w + b
# === argument-altered
def linreg(X, w, b):
    X = X - X.mean(dim=0)
    return torch.matmul(X, w) + b
