import numpy as np


def init_params(num_inputs, num_hiddens, num_outputs):
    def weight(rows, columns):
        return nn.Parameter(torch.from_numpy(np.random.normal(scale=0.01, size=(rows, columns)).astype(np.float32)))

    def bias(size):
        return nn.Parameter(torch.from_numpy(np.zeros(size, dtype=np.float32)))

    return [weight(num_inputs, num_hiddens), bias(num_hiddens), weight(num_hiddens, num_outputs), bias(num_outputs)]
