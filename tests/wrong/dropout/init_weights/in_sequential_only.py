def init_weights(m):
    if isinstance(m, nn.Sequential):
        for layer in m:
            if isinstance(layer, nn.Linear):
                nn.init.normal_(layer.weight, std=0.01)
