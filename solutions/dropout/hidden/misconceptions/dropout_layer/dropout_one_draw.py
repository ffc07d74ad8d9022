"""
en = '''One draw seems to decide about the whole tensor: a call drops everything or nothing. Every element needs a draw of its own. What shape has your mask?'''
zh = '''似乎一次抽取就决定了整个张量：一次调用要么全部丢弃，要么一个也不丢。每个元素都需要单独抽取。你的掩码是什么形状？'''
section = "5.6.2"
title_en = "One draw for the whole tensor"
title_zh = "整个张量只抽取一次"
"""


def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    return X * (torch.rand(1) > dropout).to(X.dtype) / (1 - dropout)
