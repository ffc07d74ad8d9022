"""A mean of 0.01."""
def init_weights(m):
    if type(m) == nn.Linear:
        nn.init.normal_(m.weight, 0.01, 0.01)
