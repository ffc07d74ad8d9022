"""
en = '''The outputs seem to be dropped: after the last linear layer nothing follows.'''
zh = '''输出似乎被丢弃了：最后一个线性层之后没有别的层。'''
section = "5.6.3"
title_en = "Dropout on the output"
title_zh = "对输出做了丢弃"
"""


def build_dropout_net(dropout1=0.2, dropout2=0.5):
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(dropout1), nn.Linear(256, 256), nn.ReLU(), nn.Linear(256, 10), nn.Dropout(dropout2))
