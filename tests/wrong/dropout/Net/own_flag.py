"""Keeps a flag of its own: .train() and .eval() do nothing."""
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.is_training = is_training
        self.lin1, self.lin2, self.lin3 = nn.Linear(num_inputs, num_hiddens1), nn.Linear(num_hiddens1, num_hiddens2), nn.Linear(num_hiddens2, num_outputs)

    def forward(self, X):
        H = torch.relu(self.lin1(X))
        H = dropout_layer(H, dropout1) if self.is_training else H
        H = torch.relu(self.lin2(H))
        H = dropout_layer(H, dropout2) if self.is_training else H
        return self.lin3(H)
