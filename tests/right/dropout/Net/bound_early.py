def hidden(layer, X, rate, active, drop=dropout_layer):
    H = layer(X).clamp(min=0)
    return drop(H, rate) if active else H


class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.training = bool(is_training)
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)

    def forward(self, X):
        X = X.reshape(-1, self.lin1.in_features)
        H = hidden(self.lin1, X, dropout1, self.training)
        return self.lin3(hidden(self.lin2, H, dropout2, self.training))
