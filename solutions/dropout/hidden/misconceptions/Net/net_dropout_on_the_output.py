"""
en = '''The outputs themselves seem to be dropped: a logit set to 0 is a wrong answer, not a regularised one. There are two dropouts, after the two hidden layers.'''
zh = '''输出本身似乎也被丢弃：被置为 0 的 logit 是错误的答案，而不是正则化。dropout 只有两处，在两个隐藏层之后。'''
section = "5.6.2.1"
title_en = "Dropout on the output"
title_zh = "对输出做了丢弃"
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
        H2 = self.relu(self.lin2(H1))
        out = self.lin3(H2)
        if self.training:
            out = dropout_layer(out, dropout2)
        return out
