"""
en = '''The hidden layer seems to have no activation. Two linear layers on top of each other are one linear layer: the network stays linear, whatever its width.'''
zh = '''隐藏层似乎没有激活函数。两个线性层叠在一起仍是一个线性层：无论多宽，网络都是线性的。'''
section = "5.2.1.2"
title_en = "ReLU missing: the network stays linear"
title_zh = "缺少 ReLU：网络仍是线性的"
"""


def net(X):
    X = X.reshape(-1, num_inputs)
    return (X @ W1 + b1) @ W2 + b2
