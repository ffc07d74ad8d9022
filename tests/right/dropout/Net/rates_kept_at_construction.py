import torch.nn.functional as F


class Net(torch.nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super(Net, self).__init__()
        sizes = [num_inputs, num_hiddens1, num_hiddens2, num_outputs]
        for i in (1, 2, 3):
            setattr(self, f"lin{i}", torch.nn.Linear(sizes[i - 1], sizes[i]))
        self.rates = (dropout1, dropout2)
        if not is_training:
            self.eval()

    def forward(self, X):
        for layer, rate in zip((self.lin1, self.lin2), self.rates):
            X = F.relu(layer(X))
            if self.training:
                X = dropout_layer(X, rate)
        return self.lin3(X)
