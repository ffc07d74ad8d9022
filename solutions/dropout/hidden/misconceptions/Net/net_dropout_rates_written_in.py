"""
en = '''The rates do not follow dropout1 and dropout2: numbers seem to be written in. Read the two names.'''
zh = '''丢弃概率不随 dropout1 和 dropout2 变化：似乎写死了数字。请读取这两个变量。'''
section = "5.6.2.1"
title_en = "Rates written in"
title_zh = "丢弃概率写死了"
"""


class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.training = is_training
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)

    def forward(self, X):
        H = torch.relu(self.lin1(X))
        if self.training:
            H = dropout_layer(H, 0.2)
        H = torch.relu(self.lin2(H))
        if self.training:
            H = dropout_layer(H, 0.5)
        return self.lin3(H)
