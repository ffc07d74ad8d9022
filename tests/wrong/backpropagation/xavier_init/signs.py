"""Only two values, of the right variance."""
def xavier_init(fan_in, fan_out):
    return torch.sign(torch.randn(fan_in, fan_out)) * (2 / (fan_in + fan_out)) ** 0.5
