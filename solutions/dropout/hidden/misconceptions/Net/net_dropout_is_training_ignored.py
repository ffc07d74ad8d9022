"""
en = '''is_training=False does not turn dropout off: a new nn.Module is in training mode unless the constructor says otherwise. What does yours make of is_training?'''
zh = '''is_training=False 没有关闭 dropout：新建的 nn.Module 处于训练模式，除非在构造函数里另作设置。你的构造函数怎样处理 is_training？'''
section = "5.6.2.1"
title_en = "is_training ignored"
title_zh = "忽略了 is_training"
"""


class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)
        self.relu = nn.ReLU()

    def forward(self, X):
        H1 = self.relu(self.lin1(X))
        if self.training:
            H1 = dropout_layer(H1, dropout1)
        H2 = self.relu(self.lin2(H1))
        if self.training:
            H2 = dropout_layer(H2, dropout2)
        return self.lin3(H2)
