"""
en = '''The ReLUs seem to be missing: without them the three linear layers are one.'''
zh = '''似乎缺少 ReLU：没有它们，三个线性层就等于一个。'''
section = "5.6.3"
title_en = "Activation missing"
title_zh = "缺少激活函数"
"""


def build_dropout_net(dropout1=0.2, dropout2=0.5):
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.Dropout(dropout1), nn.Linear(256, 256), nn.Dropout(dropout2), nn.Linear(256, 10))
