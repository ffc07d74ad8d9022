"""
en = '''ReLU seems to be missing after one or both of the hidden layers: without it, linear layers in a row are one linear layer.'''
zh = '''一个或两个隐藏层之后似乎缺少 ReLU：没有它，相连的线性层仍是一个线性层。'''
section = "5.6.2.1"
title_en = "ReLU missing"
title_zh = "缺少 ReLU"
"""


class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.training = is_training
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)

    def forward(self, X):
        H = self.lin1(X)
        if self.training:
            H = dropout_layer(H, dropout1)
        H = self.lin2(H)
        if self.training:
            H = dropout_layer(H, dropout2)
        return self.lin3(H)


# another coding
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
        H = self.lin2(H)
        if self.training:
            H = dropout_layer(H, dropout2)
        return self.lin3(H)


# another coding
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.training = is_training
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)

    def forward(self, X):
        H = self.lin1(X)
        if self.training:
            H = dropout_layer(H, dropout1)
        H = torch.relu(self.lin2(H))
        if self.training:
            H = dropout_layer(H, dropout2)
        return self.lin3(H)
