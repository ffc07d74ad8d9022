"""Leaves the weight without a gradient."""
def init_weights(m):
    if type(m) == nn.Linear:
        m.weight.requires_grad_(False)
        m.weight.normal_(0, 0.01)
