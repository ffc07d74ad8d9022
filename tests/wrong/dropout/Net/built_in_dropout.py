"""Uses torch's dropout, not the student's."""
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.lin1, self.lin2, self.lin3 = nn.Linear(num_inputs, num_hiddens1), nn.Linear(num_hiddens1, num_hiddens2), nn.Linear(num_hiddens2, num_outputs)
        self.train(is_training)

    def forward(self, X):
        H = torch.nn.functional.dropout(torch.relu(self.lin1(X)), dropout1, self.training)
        H = torch.nn.functional.dropout(torch.relu(self.lin2(H)), dropout2, self.training)
        return self.lin3(H)
