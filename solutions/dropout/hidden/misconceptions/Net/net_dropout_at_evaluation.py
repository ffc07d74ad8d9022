"""
en = '''Units seem to be dropped in evaluation, too: the predictions change from call to call. Dropout is for training only; self.training says which it is.'''
zh = '''评估时似乎也在丢弃单元：每次预测都不一样。dropout 只用于训练；self.training 会告诉你当前处于哪种状态。'''
section = "5.6.2.1"
title_en = "Dropout at evaluation"
title_zh = "评估时仍在丢弃"
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
        H1 = dropout_layer(self.relu(self.lin1(X)), dropout1)
        H2 = dropout_layer(self.relu(self.lin2(H1)), dropout2)
        return self.lin3(H2)
