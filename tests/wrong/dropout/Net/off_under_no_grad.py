"""Nothing is dropped while autograd does not record."""
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.training = is_training
        self.lin1, self.lin2, self.lin3 = nn.Linear(num_inputs, num_hiddens1), nn.Linear(num_hiddens1, num_hiddens2), nn.Linear(num_hiddens2, num_outputs)
    def forward(self, X):
        drop = self.training and torch.is_grad_enabled()
        H = torch.relu(self.lin1(X))
        if drop: H = dropout_layer(H, dropout1)
        H = torch.relu(self.lin2(H))
        if drop: H = dropout_layer(H, dropout2)
        return self.lin3(H)
