def build_mlp(num_inputs: int = 784, num_hiddens: int = 256, num_outputs: int = 10, **kwargs) -> nn.Sequential:
    layers = [nn.Flatten(), nn.Linear(in_features=num_inputs, out_features=num_hiddens, bias=True), nn.ReLU(inplace=True),
              nn.Linear(in_features=num_hiddens, out_features=num_outputs)]
    net = nn.Sequential(*layers)
    print(net)
    return net.apply(init_weights)
