def xavier_init(fan_in, fan_out):
    limit = (6.0 / (fan_in + fan_out)) ** 0.5
    return limit * (2 * torch.rand(fan_in, fan_out) - 1)
