# === sigmoid-overflow-in-value|sigmoid-overflow-in-gradient
def sigmoid(X):
    return torch.exp(X) / (torch.exp(X) + 1)
# === undefined-name
def sigmoid(x):
    e = math.e ** x
    return e / (1 + e)
# === sigmoid-overflow-in-gradient
def sigmoid(X):
    return 1 / (1 + torch.exp(-X))
# === sigmoid-overflow-in-gradient
def sigmoid(X):
    return (1 + torch.exp(-X)) ** -1
# === sigmoid-overflow-in-gradient
def sigmoid(X):
    denominator = torch.exp(-X).add(1)
    return denominator.reciprocal()
# === sigmoid-sign-forgotten
def sigmoid(X):
    return 1 / (1 + torch.exp(X))
# === sigmoid-sign-forgotten
def sigmoid(X):
    z = torch.exp(X.clamp(-80, 80))
    return 1.0 / (z + 1.0)
# === sigmoid-is-tanh
def sigmoid(X):
    a, b = torch.exp(X.clamp(-40, 40)), torch.exp(-X.clamp(-40, 40))
    return (a - b) / (a + b)
# === undefined-name
def sigmoid(X):
    return 1 / (1 + math.exp(-X))
# === reciprocal
def sigmoid(X):
    return 1 / 1 + torch.exp(-X)
# === reciprocal|?
def sigmoid(X):
    return 1 + torch.exp(-X)
# === undefined-name
def sigmoid(X):
    return torch.from_numpy(1 / (1 + np.exp(-X.detach().numpy())))
# === sigmoid-detached
def sigmoid(X):
    return torch.exp(-torch.logaddexp(-X, torch.zeros_like(X))).detach()
# === sigmoid-no-gradient-at-zero
def sigmoid(X):
    e = torch.exp(-X.abs())
    return torch.where(X >= 0, 1 / (1 + e), e / (1 + e))
# === sigmoid-where-of-overflow
def sigmoid(X):
    return torch.where(X >= 0, 1 / (1 + torch.exp(-X)), torch.exp(X) / (1 + torch.exp(X)))
# === complement
def sigmoid(X):
    return torch.exp(-X) / (1 + torch.exp(-X))
# === sigmoid-clamped-early|?
def sigmoid(X):
    X = torch.clamp(X, -5, 5)
    return 1 / (1 + torch.exp(-X))
# === ?
def sigmoid(X):
    return 0.5 * (1 + X / (1 + X.abs()))
# === other-function
def sigmoid(X):
    p = 1 / (1 + torch.exp(-X.clamp(-50, 50)))
    return p * (1 - p)
# === sigmoid-no-gradient-at-zero
def sigmoid(X):
    e = torch.exp(-X.abs())
    return torch.where(X > 0, 1 / (1 + e), e / (1 + e))
# === other-function
def sigmoid(X):
    return 0.5 * (X / (1 + X.abs()) + 1)
# === other-dtype
def sigmoid(X):
    X = X.float()
    return torch.exp(-torch.log1p(torch.exp(-X.clamp(-80, 80))))
# === other-function
def sigmoid(X):
    return 1 / (1 - torch.exp(-X.clamp(-80, 80)))
# === other-function
def sigmoid(X):
    return torch.clamp(0.2 * X + 0.5, 0, 1)
# === sigmoid-detached
def sigmoid(X):
    e = torch.exp(-X.detach().clamp(-80, 80))
    return 1 / (1 + e)
# === limited|clipped|sigmoid-clamped-early
def sigmoid(X):
    X = torch.clamp(X, -10, 10)
    return 1 / (1 + torch.exp(-X))
# === wrong-at-zero
def sigmoid(X):
    out = torch.zeros_like(X)
    pos, neg = X > 0, X < 0
    out[pos] = 1 / (1 + torch.exp(-X[pos]))
    out[neg] = torch.exp(X[neg]) / (1 + torch.exp(X[neg]))
    return out
# === other-function
def sigmoid(X):
    return (X > 0).to(X.dtype)
# === other-function
def sigmoid(X):
    return torch.clamp(0.25 * X + 0.5, 0, 1)
# === imprecise|-
def sigmoid(X):
    return torch.round(torch.exp(-torch.nn.functional.softplus(-X)), decimals=4)
# === limited|sigmoid-clamped-early
def sigmoid(X):
    X = torch.clamp(X, -10, 10)
    return 1 / (1 + torch.exp(-X))
# === array-for-tensor
import numpy as np
def sigmoid(X):
    return 1 / (1 + np.exp(-X.detach().numpy()))
