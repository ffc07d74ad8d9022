import numpy as np
def polynomial_features(x, max_degree):
    poly = np.power(x.numpy().astype(np.float64).reshape(-1, 1), np.arange(max_degree).reshape(1, -1))
    for i in range(max_degree):
        poly[:, i] /= math.gamma(i + 1)
    return torch.tensor(poly, dtype=x.dtype)
