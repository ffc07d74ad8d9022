"""
en = '''The order of ReLU and dropout seems to be other than asked for: linear layer, activation, dropout.'''
zh = '''ReLU 与 dropout 的顺序似乎与要求不同：线性层、激活函数、dropout。'''
section = "5.6.3"
title_en = "Dropout before the ReLU"
title_zh = "丢弃放在了 ReLU 之前"
"""


def build_dropout_net(dropout1=0.2, dropout2=0.5):
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.Dropout(dropout1), nn.ReLU(), nn.Linear(256, 256), nn.Dropout(dropout2), nn.ReLU(), nn.Linear(256, 10))
