"""
en = '''Dropout seems to be on in evaluation and off in training: the condition is the wrong way round.'''
zh = '''dropout 似乎在评估时开启、在训练时关闭：条件弄反了。'''
section = "5.6.2.1"
title_en = "Dropout the wrong way round: at evaluation only"
title_zh = "丢弃用反了：只在评估时丢弃"
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
        if not self.training:
            H1 = dropout_layer(H1, dropout1)
        H2 = self.relu(self.lin2(H1))
        if not self.training:
            H2 = dropout_layer(H2, dropout2)
        return self.lin3(H2)
