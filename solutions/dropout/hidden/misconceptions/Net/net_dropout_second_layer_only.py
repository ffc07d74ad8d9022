"""
en = '''Only the second hidden layer seems to be followed by dropout.'''
zh = '''似乎只有第二个隐藏层之后有 dropout。'''
section = "5.6.2.1"
title_en = "Dropout after the second layer only"
title_zh = "只在第二层之后丢弃"
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
        H1 = self.relu(self.lin1(X))
        H2 = self.relu(self.lin2(H1))
        if self.training:
            H2 = dropout_layer(H2, dropout2)
        return self.lin3(H2)
