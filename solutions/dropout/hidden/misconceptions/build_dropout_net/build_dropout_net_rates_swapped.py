"""
en = '''The two rates seem to be swapped: dropout1 belongs nearer the input.'''
zh = '''两个概率似乎弄反了：dropout1 应当更靠近输入。'''
section = "5.6.3"
title_en = "The two rates swapped"
title_zh = "两个丢弃率弄反了"
"""


def build_dropout_net(dropout1=0.2, dropout2=0.5):
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(dropout2), nn.Linear(256, 256), nn.ReLU(), nn.Dropout(dropout1), nn.Linear(256, 10))
