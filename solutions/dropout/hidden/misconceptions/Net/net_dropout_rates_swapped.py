"""
en = '''The two rates seem to be swapped: dropout1 belongs to the first hidden layer, the one nearer the input.'''
zh = '''两个概率似乎弄反了：dropout1 属于第一个隐藏层，也就是离输入较近的那个。'''
section = "5.6.2.1"
title_en = "The two rates swapped"
title_zh = "两个丢弃率弄反了"
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
            H1 = dropout_layer(H1, dropout2)
        H2 = self.relu(self.lin2(H1))
        if self.training:
            H2 = dropout_layer(H2, dropout1)
        return self.lin3(H2)
