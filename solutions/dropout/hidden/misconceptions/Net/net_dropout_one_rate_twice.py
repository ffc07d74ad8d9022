"""
en = '''Both layers drop with the same rate. dropout1 belongs to the first hidden layer, dropout2 to the second.'''
zh = '''两层使用了同一个丢弃概率。dropout1 用于第一个隐藏层，dropout2 用于第二个。'''
section = "5.6.2.1"
title_en = "One rate used twice"
title_zh = "同一个概率用了两次"
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
            H = dropout_layer(H, dropout1)
        H = torch.relu(self.lin2(H))
        if self.training:
            H = dropout_layer(H, dropout1)
        return self.lin3(H)
