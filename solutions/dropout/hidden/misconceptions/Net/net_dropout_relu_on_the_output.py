"""
en = '''The outputs never fall below 0: ReLU seems to be taken of the last layer. Logits may be negative.'''
zh = '''输出从不小于 0：最后一层似乎也用了 ReLU。logits 可以是负数。'''
section = "5.6.2.1"
title_en = "ReLU on the output"
title_zh = "输出上有 ReLU"
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
        return torch.relu(self.lin3(H))
