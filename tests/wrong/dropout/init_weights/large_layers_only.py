"""Leaves small layers alone."""
def init_weights(m):
    if type(m) == nn.Linear and m.weight.numel() > 100:
        nn.init.normal_(m.weight, std=0.01)
