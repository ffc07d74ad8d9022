"""
en = '''An attempt against overflow seems to hide it: nan and infinity are replaced in the value, but the gradient is nan still.'''
zh = '''似乎用替换来掩盖溢出：函数值里的 nan 和无穷大被替换了，但梯度仍然是 nan。'''
section = "5.1.2.2"
title_en = "Output clamped"
title_zh = "截断了输出"
"""


def sigmoid(X):
    return torch.nan_to_num(torch.exp(X) / (1 + torch.exp(X)), nan=1.0)
