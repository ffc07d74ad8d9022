"""
en = '''x of shape (n,) seems not to be handled: only a column (n, 1) broadcasts against the exponents.'''
zh = '''似乎没有处理形状为 (n,) 的 x：只有列向量 (n, 1) 才能与指数广播。'''
section = "3.6.2"
title_en = "x of shape (n,) not handled"
title_zh = "没有处理形状为 (n,) 的 x"
"""


import math


def polynomial_features(x, max_degree):
    factorials = torch.tensor([math.factorial(i) for i in range(max_degree)], dtype=x.dtype)
    return x ** torch.arange(max_degree) / factorials
