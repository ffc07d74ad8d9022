"""All rows are the same draw."""
def xavier_init(fan_in, fan_out):
    return (torch.randn(1, fan_out) * (2 / (fan_in + fan_out)) ** 0.5).repeat(fan_in, 1)
