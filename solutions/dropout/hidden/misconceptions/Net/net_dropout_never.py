"""
en = '''Nothing seems to be dropped, in training either.'''
zh = '''训练时似乎也没有丢弃任何单元。'''
section = "5.6.2.1"
title_en = "No dropout at all"
title_zh = "从不丢弃"
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
        return self.lin3(self.relu(self.lin2(self.relu(self.lin1(X)))))
