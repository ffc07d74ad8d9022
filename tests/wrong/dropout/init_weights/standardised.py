"""Makes mean and variance exact in each layer: its numbers are not independent."""
def init_weights(m):
    if type(m) == nn.Linear:
        W = torch.randn_like(m.weight)
        if W.numel() > 1:
            W = (W - W.mean()) / W.std()
        m.weight.data = 0.01 * W
