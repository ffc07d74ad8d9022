import random


class BadProbability(ValueError):
    pass


def dropout_layer(X, dropout):
    if not 0 <= dropout <= 1:
        raise BadProbability(dropout)
    if dropout == 1:
        return torch.zeros_like(X)
    scale = [0.0 if random.random() < dropout else 1 / (1 - dropout) for _ in range(X.numel())]
    return X * torch.tensor(scale, dtype=X.dtype).reshape(X.shape)
