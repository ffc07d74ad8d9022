"""
en = '''Survivors seem to be multiplied by 1 − dropout rather than divided by it: they shrink where they should grow.'''
zh = '''保留下来的元素似乎乘以了 1 − dropout，而不是除以它：本应放大，却被缩小了。'''
section = "5.6.2"
title_en = "Survivors multiplied instead of divided"
title_zh = "保留的元素乘了而不是除以 1 − p"
"""


def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    mask = (torch.rand(X.shape) > dropout).float()
    return mask * X * (1.0 - dropout)
