class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)
        self.relu = nn.ReLU()
        self.training = is_training

    def forward(self, X):
        drop = dropout_layer if self.training else lambda H, p: H
        H = self.relu(drop(self.lin1(X), dropout1))
        H = self.relu(drop(self.lin2(H), dropout2))
        return self.lin3(H)
