"""
en = '''Every call drops the same places: a seed is set inside the function, or the mask is not drawn anew. Leave the seed to the caller, and draw a mask at each call.'''
zh = '''每次调用丢弃的都是相同的位置：函数内部设定了随机种子，或者掩码没有重新抽取。请把种子留给调用者，每次调用都抽取新的掩码。'''
section = "5.6.2"
title_en = "The same places at each call"
title_zh = "每次调用丢弃相同的位置"
"""


def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    torch.manual_seed(42)
    mask = (torch.rand(X.shape) > dropout).float()
    return mask * X / (1.0 - dropout)
