"""The lines of the weight are orthogonal, not independent."""
def xavier_init(fan_in, fan_out):
    W = torch.nn.init.orthogonal_(torch.empty(fan_in, fan_out))
    return W / W.std().clamp(min=1e-9) * (2 / (fan_in + fan_out)) ** 0.5 if W.numel() > 1 else torch.randn(1, 1)
