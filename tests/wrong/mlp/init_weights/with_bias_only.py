def init_weights(m):
    """Layers without bias are left out."""
    if type(m) == nn.Linear and m.bias is not None:
        nn.init.normal_(m.weight, std=0.01)
