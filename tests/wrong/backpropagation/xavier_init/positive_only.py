"""Uniform on (0, 2a): the mean is not 0."""
def xavier_init(fan_in, fan_out):
    a = (6 / (fan_in + fan_out)) ** 0.5
    return torch.rand(fan_in, fan_out) * 2 * a
