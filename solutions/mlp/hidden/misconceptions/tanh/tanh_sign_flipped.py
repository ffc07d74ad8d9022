"""
en = '''The sign seems to be the wrong way round: positive inputs give negative values.'''
zh = '''符号似乎反了：正的输入给出负的值。'''
section = "5.1.2.3"
title_en = "Opposite sign"
title_zh = "符号相反"
"""


def tanh(X):
    return 1 - 2 * torch.exp(-torch.nn.functional.softplus(-2 * X))
