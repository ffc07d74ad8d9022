"""
en = '''The rates seem to be written into the network; the arguments have no effect.'''
zh = '''概率似乎写死在网络里；参数不起作用。'''
section = "5.6.3"
title_en = "Rates written into the function"
title_zh = "丢弃率写死在函数里"
"""


def build_dropout_net(dropout1=0.2, dropout2=0.5):
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(0.2), nn.Linear(256, 256), nn.ReLU(), nn.Dropout(0.5), nn.Linear(256, 10))
