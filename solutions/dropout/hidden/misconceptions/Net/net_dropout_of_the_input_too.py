"""
en = '''The input of the network goes through dropout as well. It belongs after each of the two hidden layers, and nowhere else.'''
zh = '''网络的输入也经过了 dropout。dropout 应只放在两个隐藏层各自之后，别处都不要。'''
section = "5.6.2.1"
title_en = "The input dropped as well"
title_zh = "输入也被丢弃"
"""


class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)
        self.training = is_training

    def forward(self, X):
        if self.training:
            X = dropout_layer(X, dropout1)
        H1 = torch.relu(self.lin1(X))
        if self.training:
            H1 = dropout_layer(H1, dropout1)
        H2 = torch.relu(self.lin2(H1))
        if self.training:
            H2 = dropout_layer(H2, dropout2)
        return self.lin3(H2)
