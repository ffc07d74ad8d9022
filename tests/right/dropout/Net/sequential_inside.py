class Drop(nn.Module):
    def __init__(self, p):
        super().__init__(); self.p = p
    def forward(self, X):
        return dropout_layer(X, self.p) if self.training else X
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)
        self.d1, self.d2 = Drop(dropout1), Drop(dropout2)
        self.train(is_training)
    def forward(self, X):
        return self.lin3(self.d2(self.lin2(self.d1(self.lin1(X).relu())).relu()))
