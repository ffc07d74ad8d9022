def init_weights(m):
    if isinstance(m, nn.Linear) and m.bias is not None:
        nn.init.normal_(m.weight, std=0.01)
