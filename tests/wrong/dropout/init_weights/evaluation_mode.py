"""Every module is left in evaluation mode."""
def init_weights(m):
    m.training = False
    if type(m) == nn.Linear:
        nn.init.normal_(m.weight, std=0.01)
