"""
en = '''In evaluation the hidden units are multiplied by 1 − dropout. The survivors are divided by it in training already: then nothing is left to do in evaluation.'''
zh = '''评估时隐藏单元被乘以 1 − dropout。训练时存活的单元已经除以它：评估时不必再做什么。'''
section = "5.6.2.1"
title_en = "Scaled at evaluation as well"
title_zh = "评估时又缩放了一次"
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
        H = dropout_layer(H, dropout1) if self.training else H * (1 - dropout1)
        H = torch.relu(self.lin2(H))
        H = dropout_layer(H, dropout2) if self.training else H * (1 - dropout2)
        return self.lin3(H)
