class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        sizes = [num_inputs, num_hiddens1, num_hiddens2, num_outputs]
        for k in range(3):
            setattr(self, f'lin{k + 1}', nn.Linear(sizes[k], sizes[k + 1]))
        if not is_training: self.eval()
    def forward(self, X):
        out = X
        for lin, rate in zip((self.lin1, self.lin2), (dropout1, dropout2)):
            out = lin(out).clamp(min=0)
            if self.training: out = dropout_layer(out, rate)
        return self.lin3(out)
