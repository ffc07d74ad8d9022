# === ?
def xavier_init(fan_in, fan_out):
    return torch.randn(fan_in, fan_out) * (2 / (fan_in + fan_out))
# === ?
def xavier_init(fan_in, fan_out):
    return torch.randn(fan_in, fan_out) * (2 / fan_in) ** 0.5
# === ?
def xavier_init(fan_in, fan_out):
    return torch.randn(fan_in, fan_out) * (1 / (fan_in + fan_out)) ** 0.5
# === ?
def xavier_init(fan_in, fan_out):
    return torch.randn(fan_out, fan_in) * (2 / (fan_in + fan_out)) ** 0.5
# === ?
def xavier_init(fan_in, fan_out):
    torch.manual_seed(0)
    return torch.randn(fan_in, fan_out) * (2 / (fan_in + fan_out)) ** 0.5
# === ?
def xavier_init(fan_in, fan_out):
    return torch.randn(fan_in, fan_out) * 0.01
