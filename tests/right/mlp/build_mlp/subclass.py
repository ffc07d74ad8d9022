class MLP(nn.Sequential):
    def __init__(self, d, h, q):
        super().__init__(nn.Flatten(), nn.Linear(d, h), nn.ReLU(), nn.Linear(h, q))
        self.apply(init_weights)


def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    return MLP(num_inputs, num_hiddens, num_outputs)
