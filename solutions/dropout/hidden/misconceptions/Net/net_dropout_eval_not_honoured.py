"""
en = '''.eval() seems to have no effect: the network looks at what it was told when it was built. .eval() and .train() change self.training, and nothing else.'''
zh = '''.eval() 似乎不起作用：网络看的是建立时得到的值。.eval() 和 .train() 改变的是 self.training，而不是别的。'''
section = "5.6.2.1"
title_en = ".eval() not honoured"
title_zh = "不理会 .eval()"
"""


class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)
        self.relu = nn.ReLU()
        self.is_training = is_training

    def forward(self, X):
        H1 = self.relu(self.lin1(X))
        if self.is_training:
            H1 = dropout_layer(H1, dropout1)
        H2 = self.relu(self.lin2(H1))
        if self.is_training:
            H2 = dropout_layer(H2, dropout2)
        return self.lin3(H2)
