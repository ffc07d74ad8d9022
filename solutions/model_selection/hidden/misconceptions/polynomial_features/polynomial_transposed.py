"""
en = '''The result seems to be transposed: examples belong in the rows and powers in the columns.'''
zh = '''结果似乎转置了：样本应在行上，幂次应在列上。'''
section = "3.6.2"
title_en = "Transposed"
title_zh = "结果转置了"
"""


import math


def polynomial_features(x, max_degree):
    return torch.stack([x.reshape(-1) ** i / math.factorial(i) for i in range(max_degree)])
