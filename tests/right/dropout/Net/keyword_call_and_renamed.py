class Net(nn.Module):
    def __init__(self, a, b, c, d, is_training=True):
        super(Net, self).__init__()
        self.num_inputs = a
        self.training = is_training
        self.lin1 = nn.Linear(a, c)
        self.lin2 = nn.Linear(c, d)
        self.lin3 = nn.Linear(d, b)
        self.relu = nn.ReLU()
    def forward(self, X):
        H1 = self.relu(self.lin1(X.reshape((-1, self.num_inputs))))
        if self.training == True:
            H1 = dropout_layer(H1, dropout=dropout1)
        H2 = self.relu(self.lin2(H1))
        if self.training == True:
            H2 = dropout_layer(X=H2, dropout=dropout2)
        out = self.lin3(H2)
        return out
