import numpy as np


def init_weights(m):
    if isinstance(m, (nn.Linear,)):
        draw = np.random.normal(0, 0.01, tuple(m.weight.shape))
        m.weight.data.copy_(torch.from_numpy(draw))
