"""
en = '''The columns seem to be plain powers of x. Divide column i by i!: without it high powers are huge, and so are their gradients.'''
zh = '''各列似乎只是 x 的幂。请把第 i 列除以 i!：否则高次幂的值和梯度都会非常大。'''
section = "3.6.2"
title_en = "Factorial forgotten"
title_zh = "忘了阶乘"
"""


def polynomial_features(x, max_degree):
    x = x.reshape(-1, 1)
    return x ** torch.arange(max_degree)
