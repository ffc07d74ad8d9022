"""
en = '''The factorials seem to be off by one: Γ(i) is (i − 1)!, not i!. At i = 0 it is not even defined. Which argument of Γ gives i!?'''
zh = '''阶乘似乎差了一：Γ(i) 是 (i − 1)!，不是 i!；在 i = 0 处它甚至没有定义。Γ 的自变量取多少才得到 i!？'''
section = "3.6.2"
title_en = "gamma(i) instead of gamma(i + 1)"
title_zh = "用了 gamma(i) 而不是 gamma(i + 1)"
"""


import math


def polynomial_features(x, max_degree):
    columns = []
    for i in range(max_degree):
        columns.append(x.reshape(-1) ** i / math.gamma(i))
    return torch.stack(columns, dim=1)
