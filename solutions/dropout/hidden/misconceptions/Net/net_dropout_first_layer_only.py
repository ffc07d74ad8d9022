"""
en = '''Only the first hidden layer seems to be followed by dropout.'''
zh = '''似乎只有第一个隐藏层之后有 dropout。'''
section = "5.6.2.1"
title_en = "Dropout after the first layer only"
title_zh = "只在第一层之后丢弃"
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
        if self.training:
            H1 = dropout_layer(H1, dropout1)
        return self.lin3(self.relu(self.lin2(H1)))
