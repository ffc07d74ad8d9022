"""Layers from a list, initialised one by one."""
def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    layers = [nn.Flatten()]
    layers += [nn.Linear(num_inputs, num_hiddens), nn.ReLU(inplace=True)]
    layers += [nn.Linear(num_hiddens, num_outputs)]
    for layer in layers:
        init_weights(layer)
    return nn.Sequential(*layers)
