"""
en = '''Negative inputs seem to be made small instead of 0: that is the leaky variant. For the ordinary ReLU nothing of them remains, and their gradient is 0.'''
zh = '''负的输入似乎只是被缩小，而没有变成 0：这是带泄漏（leaky）的变体。普通 ReLU 不保留负数的任何部分，其梯度为 0。'''
section = "5.1.2.1"
title_en = "Leaky ReLU"
title_zh = "用了 leaky ReLU"
"""


def relu(X):
    return torch.where(X > 0, X, 0.01 * X)
