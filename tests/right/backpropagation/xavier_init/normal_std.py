import math
def xavier_init(n_in, n_out):
    return torch.randn(n_in, n_out) * math.sqrt(2 / (n_in + n_out))
