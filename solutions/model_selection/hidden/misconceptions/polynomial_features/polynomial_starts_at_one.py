"""
en = '''The columns seem to start at x¹. The first column belongs to x⁰: a column of ones, which carries the constant term.'''
zh = '''各列似乎从 x¹ 开始。第一列应当是 x⁰：一列 1，用来表示常数项。'''
section = "3.6.2"
title_en = "Starts at x¹ instead of x⁰"
title_zh = "从 x¹ 而不是 x⁰ 开始"
"""


import math


def polynomial_features(x, max_degree):
    return torch.stack([x.reshape(-1) ** i / math.factorial(i) for i in range(1, max_degree + 1)], dim=1)
