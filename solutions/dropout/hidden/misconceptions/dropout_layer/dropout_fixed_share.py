"""
en = '''The same share seems to be dropped whatever dropout is. Where does the mask depend on dropout?'''
zh = '''不论 dropout 是多少，丢弃的比例似乎都一样。掩码在哪里用到了 dropout？'''
section = "5.6.2"
title_en = "The same share at any rate"
title_zh = "丢弃比例与 dropout 无关"
"""


def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    mask = torch.randint(0, 2, X.shape).to(X.dtype)
    return mask * X / (1 - dropout)
