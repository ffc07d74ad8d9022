# === relu-absolute-value
def relu(X):
    return torch.sqrt(X * X)
# === relu-absolute-value
def relu(X):
    return torch.where(X > 0, X, -X)
# === relu-absolute-value
def relu(X):
    return X * torch.sign(X)
# === relu-in-place
def relu(X):
    return X.clamp_(min=0)
# === relu-in-place
def relu(X):
    mask = X < 0
    X.masked_fill_(mask, 0.0)
    return X
# === relu-in-place
def relu(X):
    X *= (X > 0)
    return X
# === relu-detached
def relu(X):
    return torch.tensor(np.maximum(X.detach().numpy(), 0)) if False else torch.from_numpy(X.detach().numpy().clip(min=0))
# === relu-detached
def relu(X):
    with torch.no_grad():
        return X.clamp(min=0)
# === relu-detached
def relu(X):
    return torch.maximum(X.data, torch.zeros_like(X))
# === relu-leaky
def relu(X):
    return torch.maximum(X, 0.01 * X)
# === relu-leaky
def relu(X, slope=0.1):
    positive = (X > 0).type(X.dtype)
    return positive * X + (1 - positive) * slope * X
# === relu-leaky
def relu(X):
    return torch.where(X >= 0, X, X / 100)
# === relu-hard-coded-dtype
def relu(X):
    out = torch.zeros(X.shape)
    out[X > 0] = X[X > 0].float()
    return out
# === relu-hard-coded-dtype
def relu(X):
    return torch.maximum(X.float(), torch.tensor(0.0))
# === relu-hard-coded-dtype
def relu(X):
    return (X > 0).float() * X.to(torch.float32)
# === if-on-a-tensor|number-for-tensor
def relu(X):
    if X > 0:
        return X
    return 0
# === if-on-a-tensor
def relu(X):
    return X if X > 0 else torch.zeros_like(X)
# === if-on-a-tensor
def relu(X):
    return max(X, 0)
# === several-results
def relu(X):
    return torch.max(X, 0)
# === relu-negative-part
def relu(X):
    return torch.minimum(X, torch.zeros_like(X))
# === relu-step|other-function
def relu(X):
    return torch.where(X > 0, 1.0, 0.0)
# === nothing-returned
def relu(X):
    torch.maximum(X, torch.zeros_like(X))
# === unchanged|?
def relu(X):
    X[X < 0] == 0
    return X
# === other-function|negated|?
def relu(X):
    return torch.maximum(-X, torch.zeros_like(X))
# === other-function|clipped|?
def relu(X):
    return torch.maximum(X, torch.ones_like(X))
# === list-for-tensor
def relu(X):
    return [max(0, x) for x in X.flatten().tolist()]
# === times-constant|?
def relu(X):
    return (X + X.abs())
# === undefined-name
def relu(X):
    return np.maximum(X, 0)
# === no-such-function
def relu(X):
    return torch.maximun(X, torch.zeros_like(X))
# === relu-hard-coded-dtype
def relu(X):
    return torch.max(X, torch.tensor(0.0)).float()
# === relu-detached
import numpy as np
def relu(X):
    return torch.from_numpy(np.maximum(X.detach().numpy(), 0))
# === entries-left-out
def relu(X):
    return X[X > 0]
# === relu-capped
def relu(X):
    return torch.clamp(X, 0, 6)
# === relu-detached
def relu(X):
    return torch.tensor([max(v, 0.0) for v in X.flatten().tolist()]).reshape(X.shape)
# === relu-one-decision
def relu(X):
    if X.sum() > 0:
        return X
    return torch.zeros_like(X)
# === gradient-passed-on
def relu(X):
    neg = X.clamp(max=0).detach()
    return X - neg
# === relu-one-decision
def relu(X):
    if torch.any(X > 0):
        return X.clone()
    return X * 0
# === relu-one-decision
def relu(X):
    positive = bool((X >= 0).all())
    return X if positive else torch.zeros(X.shape, dtype=X.dtype)
# === -
def relu(X):
    Y = X.clone()
    for i in range(len(Y)):
        Y[i] = torch.where(Y[i] > 0, Y[i], torch.zeros(()))
        return Y
    return Y
