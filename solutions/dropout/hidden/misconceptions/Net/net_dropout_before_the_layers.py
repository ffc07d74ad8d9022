"""
en = '''Dropout seems to act on what goes into the linear layers, the input of the network included. It belongs after each hidden layer.'''
zh = '''dropout 似乎作用在线性层的输入上，包括网络的输入。它应当放在每个隐藏层之后。'''
section = "5.6.2.1"
title_en = "Dropout in front of the layers"
title_zh = "丢弃放在了层之前"
"""


class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)
        self.relu = nn.ReLU()
        self.training = is_training

    def forward(self, X):
        if self.training:
            X = dropout_layer(X, dropout1)
        H1 = self.relu(self.lin1(X))
        if self.training:
            H1 = dropout_layer(H1, dropout2)
        return self.lin3(self.relu(self.lin2(H1)))
