def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    class MLP(nn.Module):
        def __init__(self):
            super().__init__()
            self.body = nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_hiddens), nn.ReLU(), nn.Linear(num_hiddens, num_outputs))
        def forward(self, X):
            return self.body(X)
    net = MLP()
    net.apply(init_weights)
    return net
