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
# === draws-one-sided
def xavier_init(fan_in, fan_out):
    return torch.rand(fan_in, fan_out) * (2 / (fan_in + fan_out)) ** 0.5
# === std-of-fan-in
def xavier_init(fan_in, fan_out):
    return torch.randn(fan_in, fan_out) * (2 / fan_out) ** 0.5
# === std-times-constant
def xavier_init(fan_in, fan_out):
    return torch.randn(fan_in, fan_out) * (2 / (fan_in * fan_out)) ** 0.5
# === other-dtype
import numpy as np
def xavier_init(fan_in, fan_out):
    return torch.from_numpy(np.random.normal(0, (2 / (fan_in + fan_out)) ** 0.5, (fan_in, fan_out)))
# === draws-equal
def xavier_init(fan_in, fan_out):
    return torch.randn(fan_in, fan_out) * (2 // (fan_in + fan_out)) ** 0.5
# === std-twice
def xavier_init(fan_in, fan_out):
    return nn.init.xavier_normal_(torch.empty(fan_in, fan_out), gain=2)
# === draws-repeated
def xavier_init(fan_in, fan_out):
    return (torch.randn(fan_out) * (2 / (fan_in + fan_out)) ** 0.5).repeat(fan_in, 1)
# === draws-one-sided
def xavier_init(fan_in, fan_out):
    return torch.rand(fan_in, fan_out) * (6 / (fan_in + fan_out)) ** 0.5
# === std-times-constant
def xavier_init(fan_in, fan_out):
    std = (2 / (fan_in + fan_out)) ** 0.5
    return torch.randn(fan_in, fan_out).clamp(-1, 1) * std


# === std-of-fan-in
def xavier_init(fan_in, fan_out):
    return nn.Linear(fan_in, fan_out).weight.data.T.clone()
# === std-times-constant
def xavier_init(fan_in, fan_out):
    limit = (7.5 / (fan_in + fan_out)) ** 0.5
    return limit * (2 * torch.rand(fan_in, fan_out) - 1)
# === std-of-fan-in
def xavier_init(fan_in, fan_out):
    limit = (6.0 / (fan_out + fan_out)) ** 0.5
    return limit * (2 * torch.rand(fan_in, fan_out) - 1)
