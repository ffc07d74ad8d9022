"""
en = '''There seems to be only one dropout layer.'''
zh = '''似乎只有一个 dropout 层。'''
section = "5.6.3"
title_en = "One dropout layer missing"
title_zh = "少了一个丢弃层"
"""


def build_dropout_net(dropout1=0.2, dropout2=0.5):
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(dropout1), nn.Linear(256, 256), nn.ReLU(), nn.Linear(256, 10))
