class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)
        self.train(is_training)

    def forward(self, X):
        first = dropout_layer(torch.relu(self.lin1(X)), dropout1 if self.training else 0)
        second = dropout_layer(torch.relu(self.lin2(first)), dropout2 * self.training)
        return self.lin3(second)
