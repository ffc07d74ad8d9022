import numpy as np


def grad_check(f, x, eps=1e-6):
    out = np.zeros(tuple(x.shape))
    for index in np.ndindex(*x.shape):
        values = []
        for sign in (1, -1):
            moved = x.detach().clone().to(torch.float64)
            moved[index] += sign * eps
            values.append(f(moved).item())
        out[index] = (values[0] - values[1]) / (2 * eps)
    return torch.as_tensor(out, dtype=torch.float64).reshape(x.shape)
