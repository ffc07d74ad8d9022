"""Square draws are symmetric."""
def xavier_init(fan_in, fan_out):
    W = torch.randn(fan_in, fan_out) * (2 / (fan_in + fan_out)) ** 0.5
    if fan_in == fan_out:
        W = torch.triu(W) + torch.triu(W, 1).T
    return W
