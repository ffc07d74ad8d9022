class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.training = is_training
        self.lin1, self.lin2, self.lin3 = nn.Linear(num_inputs, num_hiddens1), nn.Linear(num_hiddens1, num_hiddens2), nn.Linear(num_hiddens2, num_outputs)
        self.double()
    def forward(self, X):
        H1 = torch.relu(self.lin1(X))
        H1 = dropout_layer(H1, dropout1) if self.training else H1
        H2 = torch.relu(self.lin2(H1))
        return self.lin3(dropout_layer(H2, dropout2) if self.training else H2)
