"""
en = '''Whole rows seem to be kept or dropped together: one random number an example. Every element needs a draw of its own, else examples are lost rather than features made unreliable.'''
zh = '''似乎整行同时被保留或丢弃：每个样本只抽了一个随机数。每个元素都需要自己的随机数，否则丢掉的是样本，而不是让特征变得不可靠。'''
section = "5.6.2"
title_en = "One mask for each row"
title_zh = "每行共用一个掩码"
"""


def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    mask = (torch.rand(X.shape[0], *[1] * (X.dim() - 1)) > dropout).float()
    return mask * X / (1.0 - dropout)
