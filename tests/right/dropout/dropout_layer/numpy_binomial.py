import numpy as np
def dropout_layer(x, p, *, verbose=False):
    if p < 0 or p > 1:
        raise ValueError(f"p = {p}")
    if p in (0, 1):
        return x * (1 - p)
    mask = torch.as_tensor(np.random.binomial(1, 1 - p, size=tuple(x.shape)), dtype=x.dtype)
    return x.mul(mask).div(1 - p)
