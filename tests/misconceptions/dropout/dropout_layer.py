# === dropout-not-rescaled
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    keep = torch.bernoulli(torch.full_like(X, 1 - dropout))
    return X * keep
# === dropout-not-rescaled
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    return torch.where(torch.rand_like(X) < dropout, torch.zeros_like(X), X)
# === dropout-keep-for-drop-probability
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 0:
        return torch.zeros_like(X)
    return (torch.rand(X.shape) < dropout).float() * X / dropout
# === dropout-keep-for-drop-probability
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    mask = torch.bernoulli(torch.ones_like(X) * dropout)
    return mask * X / (1 - dropout)
# === dropout-keep-for-drop-probability|?
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    mask = (torch.rand(X.shape) < dropout).float()
    return mask * X / (1.0 - dropout)
# === dropout-multiplied-by-keep
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    mask = (torch.rand(X.shape) > dropout).to(X.dtype)
    return mask * X * (1 - dropout)
# === dropout-one-mask-per-row
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    mask = (torch.rand(X.shape[0], *[1] * (X.ndim - 1)) > dropout).to(X.dtype)
    return mask * X / (1 - dropout)
# === dropout-one-mask-per-row
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    return torch.stack([x * float(random.random() > dropout) / (1 - dropout) for x in X]) if False else X * (torch.rand(len(X)) > dropout).to(X.dtype).reshape(-1, *[1] * (X.ndim - 1)) / (1 - dropout)
# === dropout-fixed-seed
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    g = torch.Generator().manual_seed(0)
    if dropout == 1:
        return torch.zeros_like(X)
    return (torch.rand(X.shape, generator=g) > dropout) * X / (1 - dropout)
# === dropout-divides-by-zero-at-one
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    return (torch.rand_like(X) > dropout).to(X.dtype) * X / (1 - dropout)
# === dropout-divides-by-zero-at-one
def dropout_layer(X, dropout):
    if dropout < 0 or dropout > 1:
        raise ValueError("dropout")
    scale = torch.ones_like(X) / (1 - dropout)
    return X * (torch.rand_like(X) >= dropout) * scale
# === dropout-changes-x
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    X[torch.rand(X.shape) < dropout] = 0
    return X / (1 - dropout)
# === dropout-accepts-any-rate
def dropout_layer(X, dropout):
    if dropout == 1:
        return torch.zeros_like(X)
    return (torch.rand(X.shape) >= dropout) * X / (1 - dropout)
# === share-of-normal
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    return (torch.randn(X.shape) > dropout) * X / (1 - dropout)
# === dropout-detached|?
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    return ((torch.rand(X.shape) > dropout) * X / (1 - dropout)).detach()
# === ?
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    mask = torch.rand(X.shape) > dropout
    return mask
# === unchanged|never|?
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    return X
# === ?
def dropout_layer(X, dropout):
    assert 0 < dropout < 1
    return (torch.rand(X.shape) >= dropout) * X / (1 - dropout)
# === dropout-accepts-any-rate
def dropout_layer(X, dropout):
    if dropout == 1: return torch.zeros_like(X)
    mask = (torch.rand(X.shape) > dropout).to(X.dtype)
    return mask * X / (1 - dropout)
# === dropout-changes-x
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1: return torch.zeros_like(X)
    X[torch.rand(X.shape) < dropout] = 0
    return X / (1 - dropout)
# === other-dtype
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1: return torch.zeros_like(X)
    mask = (torch.rand(X.shape) > dropout).float()
    return (mask * X / (1 - dropout)).float()
# === dropout-detached
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1: return torch.zeros_like(X)
    mask = (torch.rand(X.shape) > dropout).to(X.dtype)
    return mask * X.detach() / (1 - dropout)
# === own-assertion
def dropout_layer(X, dropout):
    assert 0 < dropout < 1
    mask = (torch.rand(X.shape) > dropout).to(X.dtype)
    return mask * X / (1 - dropout)
# === nothing-returned
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1: return torch.zeros_like(X)
    elif dropout > 0:
        mask = (torch.rand(X.shape) > dropout).to(X.dtype)
        return mask * X / (1 - dropout)
# === dropout-same-mask-each-time
import random
_m = {}
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1: return torch.zeros_like(X)
    key = (tuple(X.shape), dropout)
    if key not in _m:
        _m[key] = (torch.rand(X.shape) > dropout)
    return _m[key].to(X.dtype) * X / (1 - dropout)
# === dropout-one-draw
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    keep = (torch.rand(1) > dropout).to(X.dtype)
    return keep * X / (1 - dropout)
# === dropout-fixed-share
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    mask = torch.randint(0, 2, X.shape).to(X.dtype)
    return mask * X / (1.0 - dropout)
# === dropout-one-draw
import random
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1 or random.random() < dropout:
        return torch.zeros_like(X)
    return X / (1 - dropout)
# === dropout-one-draw
import numpy as np
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    mask = torch.tensor(np.random.binomial(1, 1 - dropout), dtype=X.dtype)
    return X * mask / max(1 - dropout, 1e-12)
# === dropout-fixed-share
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    return torch.where(torch.rand(X.shape) > 0.5, X / (1 - dropout), torch.zeros_like(X))
# === dropout-fixed-share
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    mask = (torch.randn(X.shape) > 0).to(X.dtype)
    return X * mask / (1 - dropout)
# === dropout-by-the-values
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    mask = (X.abs() > dropout).to(X.dtype)
    return mask * X / (1 - dropout)
# === dropout-by-the-values|-
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    return torch.where(X > dropout, X / (1 - dropout), torch.zeros_like(X))
# === always
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    out = X.clone().flatten()
    out[: int(dropout * out.numel())] = 0
    return out.reshape(X.shape) / (1 - dropout)
# === unchanged|constant|-
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout in (0, 1):
        return X
    return (torch.rand_like(X) > dropout) * X / (1 - dropout)
# === dropout-nothing-dropped
def dropout_layer(X, dropout):
    if not 0 <= dropout <= 1:
        raise ValueError('dropout')
    return X if dropout < 1 else torch.zeros_like(X)
# === other-function|never|-
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    mask = (torch.rand(X.shape) > dropout).float()
    return torch.sigmoid(mask * X / (1 - dropout))
# === other-function|-|clipped
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    mask = (torch.rand(X.shape) > dropout).float()
    return torch.relu(mask * X / (1 - dropout))


# === never
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    noise = torch.randn_like(X) * dropout
    return X + noise


# === never
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    mask = torch.rand_like(X)
    return X * mask / (1 - dropout)
