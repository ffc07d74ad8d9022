import numpy as np

generator = np.random.default_rng()


def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    mask = torch.tensor(generator.random(X.shape) > dropout)
    return mask * X / (1 - dropout)
