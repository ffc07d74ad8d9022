from collections import OrderedDict


def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    layers = OrderedDict()
    layers["flatten"] = nn.Flatten()
    layers["hidden"] = nn.Linear(num_inputs, num_hiddens)
    layers["activation"] = nn.ReLU(inplace=True)
    layers["output"] = nn.Linear(num_hiddens, num_outputs)
    return nn.Sequential(layers).apply(init_weights)
