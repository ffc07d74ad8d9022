import numpy as np


def xavier_init(fan_in, fan_out):
    W = np.random.randn(fan_in, fan_out) * np.sqrt(2 / (fan_in + fan_out))
    return torch.tensor(W, dtype=torch.float32)
