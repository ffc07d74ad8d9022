"""Layers in a loop, with nn.ReLU."""
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super(Net, self).__init__()
        sizes = [num_inputs, num_hiddens1, num_hiddens2, num_outputs]
        for i in range(3):
            setattr(self, f"lin{i + 1}", nn.Linear(sizes[i], sizes[i + 1]))
        self.relu = nn.ReLU()
        self.train(is_training)

    def forward(self, X):
        X = X.reshape(X.shape[0], -1)
        for layer, rate in ((self.lin1, dropout1), (self.lin2, dropout2)):
            X = self.relu(layer(X))
            if self.training is True:
                X = dropout_layer(X, rate)
        return self.lin3(X)
