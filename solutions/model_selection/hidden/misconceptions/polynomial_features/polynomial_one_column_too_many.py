"""
en = '''There seems to be one column too many: the exponents run from 0 to max_degree − 1, which makes max_degree columns.'''
zh = '''似乎多了一列：指数从 0 到 max_degree − 1，共 max_degree 列。'''
section = "3.6.2"
title_en = "One column too many"
title_zh = "多了一列"
"""


import math


def polynomial_features(x, max_degree):
    return torch.stack([x.reshape(-1) ** i / math.factorial(i) for i in range(max_degree + 1)], dim=1)
