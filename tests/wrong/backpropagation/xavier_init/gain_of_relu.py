def xavier_init(fan_in, fan_out):
    return torch.randn(fan_in, fan_out) * (4 / (fan_in + fan_out)) ** 0.5
