import math


def xavier_init(n_in, n_out):
    a = math.sqrt(6 / (n_in + n_out))
    return torch.empty(n_in, n_out).uniform_(-a, a)
