import random

def init_params(num_inputs):
    w = torch.tensor([[random.gauss(0, 1)] for _ in range(num_inputs)])
    b = torch.zeros(1)
    for p in (w, b):
        p.requires_grad = True
    return [w, b]
