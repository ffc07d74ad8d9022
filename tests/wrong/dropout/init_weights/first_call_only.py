"""Only the first layer is initialised."""
_done = []
def init_weights(m):
    if type(m) == nn.Linear and not _done:
        nn.init.normal_(m.weight, std=0.01)
        _done.append(m)
