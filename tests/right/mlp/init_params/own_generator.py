import numpy as np

_rng = np.random.default_rng()


def init_params(num_inputs, num_hiddens, num_outputs):
    result = []
    for fan_in, fan_out in ((num_inputs, num_hiddens), (num_hiddens, num_outputs)):
        W = torch.tensor(_rng.standard_normal((fan_in, fan_out)) / 100, dtype=torch.float32)
        result += [nn.Parameter(W), nn.Parameter(torch.zeros(fan_out))]
    return result
