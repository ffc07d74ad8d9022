"""
en = '''The mask seems to be drawn once and used again in later calls. Then always the same units are missing, which is a smaller network and not dropout. Draw anew in every call.'''
zh = '''掩码似乎只抽取了一次，之后的调用一直沿用。这样缺失的总是同一些单元：那只是一个更小的网络，而不是 dropout。请在每次调用时重新抽取。'''
section = "5.6.2"
title_en = "The same mask at every call"
title_zh = "每次调用掩码相同"
"""


masks = {}


def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    key = (tuple(X.shape), dropout)
    if key not in masks:
        masks[key] = (torch.rand(X.shape) > dropout).float()
    return masks[key] * X / (1.0 - dropout)
