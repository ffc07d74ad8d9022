"""torch.func does the work."""
from torch.func import grad


def grad_check(f, x, eps=1e-6):
    return grad(f)(x.double())
