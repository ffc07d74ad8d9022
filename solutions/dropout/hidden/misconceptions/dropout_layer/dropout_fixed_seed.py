"""
en = '''A seed seems to be fixed inside the function, so that every call drops the same places. Seeding belongs to the caller, once, if at all.'''
zh = '''函数内部似乎固定了随机种子，所以每次调用丢弃的都是相同的位置。是否设种子由调用者决定，而且只设一次。'''
section = "5.6.2"
title_en = "A seed set inside the function"
title_zh = "在函数里固定了随机种子"
"""


def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    torch.manual_seed(42)
    mask = (torch.rand(X.shape) > dropout).float()
    return mask * X / (1.0 - dropout)
