def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    net = nn.Sequential()
    for layer in (nn.Flatten(start_dim=1), nn.Linear(num_inputs, num_hiddens), nn.ReLU(), nn.Linear(num_hiddens, num_outputs)):
        net.append(layer)
    for layer in net:
        init_weights(layer)
    return net
