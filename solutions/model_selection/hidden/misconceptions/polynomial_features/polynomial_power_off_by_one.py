"""
en = '''The powers seem to be one ahead of the factorials: column i holds xⁱ⁺¹ / i!. The first column belongs to x⁰: ones.'''
zh = '''幂次似乎比阶乘多了一：第 i 列是 xⁱ⁺¹ / i!。第一列应当是 x⁰，即全为 1。'''
section = "3.6.2"
title_en = "Powers off by one"
title_zh = "幂次差了一"
"""


import math


def polynomial_features(x, max_degree):
    return torch.stack([x.reshape(-1) ** (i + 1) / math.factorial(i) for i in range(max_degree)], dim=1)
