import numpy as np

def init_params(num_inputs):
    rng = np.random.default_rng()
    w = torch.tensor(rng.standard_normal((num_inputs, 1)), dtype=torch.float32, requires_grad=True)
    b = torch.tensor([0.0], requires_grad=True)
    return [w, b]
