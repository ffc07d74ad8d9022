"""Makes mean and variance exact in each draw: its numbers are not independent."""
def xavier_init(fan_in, fan_out):
    W = torch.randn(fan_in, fan_out)
    if W.numel() > 1:
        W = (W - W.mean()) / W.std()
    return W * (2 / (fan_in + fan_out)) ** 0.5
