"""
en = '''The dropout layers seem to stand before the linear layers, so that pixels are dropped. They belong after each hidden layer's activation.'''
zh = '''dropout 层似乎放在线性层之前，因此像素也被丢弃。它们应当放在每个隐藏层的激活函数之后。'''
section = "5.6.3"
title_en = "Dropout before the linear layer"
title_zh = "丢弃放在了线性层之前"
"""


def build_dropout_net(dropout1=0.2, dropout2=0.5):
    return nn.Sequential(nn.Flatten(), nn.Dropout(dropout1), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(dropout2), nn.Linear(256, 256), nn.ReLU(), nn.Linear(256, 10))
