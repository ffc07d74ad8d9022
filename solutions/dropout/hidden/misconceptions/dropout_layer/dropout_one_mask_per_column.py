"""
en = '''All examples of a batch seem to share one mask: whole columns are dropped. Every element of every example needs a draw of its own.'''
zh = '''批量中的所有样本似乎共用一个掩码：整列被丢弃。每个样本的每个元素都需要自己的随机数。'''
section = "5.6.2"
title_en = "One mask for each column"
title_zh = "每列共用一个掩码"
"""


def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    mask = (torch.rand(X.shape[-1]) > dropout).float()
    return mask * X / (1.0 - dropout)
