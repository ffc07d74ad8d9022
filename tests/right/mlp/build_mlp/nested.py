def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    def block(fan_in, fan_out):
        return nn.Sequential(nn.Linear(fan_in, fan_out), nn.ReLU())

    net = nn.Sequential(nn.Flatten(), block(num_inputs, num_hiddens), nn.Linear(num_hiddens, num_outputs))
    net.apply(init_weights)
    return net
