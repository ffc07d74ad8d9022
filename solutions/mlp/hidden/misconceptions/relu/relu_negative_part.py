"""
en = '''Your function seems to keep the negative numbers and to drop the positive ones: the comparison, or minimum and maximum, are the wrong way round.'''
zh = '''你的函数似乎保留了负数、丢掉了正数：比较的方向，或者最小与最大，弄反了。'''
section = "5.1.2.1"
title_en = "The negative part kept instead of the positive"
title_zh = "保留了负的部分而不是正的"
"""


def relu(X):
    return torch.minimum(X, torch.zeros_like(X))
