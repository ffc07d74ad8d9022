import numpy as np


def dropout_layer(X, dropout):
    assert 0.0 <= dropout <= 1.0
    if dropout == 1:
        return torch.zeros_like(X)
    mask = torch.from_numpy(np.random.binomial(1, 1 - dropout, size=tuple(X.shape)))
    return X * mask.to(X.dtype) / (1 - dropout)
