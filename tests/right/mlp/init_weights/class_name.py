def init_weights(m):
    if m.__class__.__name__ == 'Linear':
        nn.init.normal_(m.weight, 0, 0.01)
