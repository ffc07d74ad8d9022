"""
en = '''The outputs of each example add up to 1: softmax seems to be taken at the end. The loss does that: return the logits.'''
zh = '''每个样本的输出之和为 1：末尾似乎用了 softmax。损失函数会做这一步：请返回 logits。'''
section = "5.6.2.1"
title_en = "Softmax on the output"
title_zh = "输出上有 softmax"
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
            H = dropout_layer(H, dropout2)
        return torch.softmax(self.lin3(H), dim=1)
