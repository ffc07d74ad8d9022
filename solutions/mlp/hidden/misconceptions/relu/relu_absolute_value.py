"""
en = '''Your function seems to return the absolute value: negative numbers lose their sign instead of becoming 0. The unit should be silent for every negative input.'''
zh = '''你的函数似乎返回了绝对值：负数只是去掉了符号，而没有变成 0。对于任何负的输入，该单元都应当没有输出。'''
section = "5.1.2.1"
title_en = "Absolute value"
title_zh = "取了绝对值"
"""


def relu(X):
    return torch.abs(X)
