"""No graph in evaluation."""
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.training = is_training
        self.lin1, self.lin2, self.lin3 = nn.Linear(num_inputs, num_hiddens1), nn.Linear(num_hiddens1, num_hiddens2), nn.Linear(num_hiddens2, num_outputs)

    def forward(self, X):
        if not self.training:
            with torch.no_grad():
                return self.lin3(torch.relu(self.lin2(torch.relu(self.lin1(X)))))
        H = dropout_layer(torch.relu(self.lin1(X)), dropout1)
        return self.lin3(dropout_layer(torch.relu(self.lin2(H)), dropout2))
