class Drop(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, H):
        return dropout_layer(H, self.p) if self.training else H


class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.lin1, self.lin2 = nn.Linear(num_inputs, num_hiddens1), nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)
        self.stack = nn.Sequential(self.lin1, nn.ReLU(), Drop(dropout1), self.lin2, nn.ReLU(), Drop(dropout2), self.lin3)
        self.train(mode=is_training)

    def forward(self, X):
        return self.stack(X)
