"""
en = '''The factorials seem to come from lgamma(i), which is log Γ(i) = log (i − 1)!: off by one, and infinite at i = 0, so that the first column vanishes.'''
zh = '''阶乘似乎来自 lgamma(i)，即 log Γ(i) = log (i − 1)!：差了一，而且在 i = 0 处为无穷大，使第一列变为零。'''
section = "3.6.2"
title_en = "lgamma taken for gamma"
title_zh = "把 lgamma 当成了 gamma"
"""


def polynomial_features(x, max_degree):
    i = torch.arange(max_degree, dtype=x.dtype)
    return x.reshape(-1, 1) ** i / torch.exp(torch.lgamma(i))
