"""
en = '''Column i seems to be divided by (i − 1)! (with 1 for i = 0). The columns 0 and 1 cannot show it, column 2 does.'''
zh = '''第 i 列似乎除以了 (i − 1)!（i = 0 时除以 1）。第 0、1 列看不出来，第 2 列就会出错。'''
section = "3.6.2"
title_en = "Factorial of i − 1"
title_zh = "用了 i − 1 的阶乘"
"""


import math


def polynomial_features(x, max_degree):
    columns = []
    for i in range(max_degree):
        columns.append(x.reshape(-1) ** i / math.gamma(max(i, 1)))
    return torch.stack(columns, dim=1)
