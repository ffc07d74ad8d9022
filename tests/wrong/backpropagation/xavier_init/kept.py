_drawn = {}
def xavier_init(fan_in, fan_out):
    return _drawn.setdefault((fan_in, fan_out), torch.randn(fan_in, fan_out) * (2 / (fan_in + fan_out)) ** 0.5)
