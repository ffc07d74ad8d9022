"""
en = '''forward returns a pair, but the wrong way round: the output comes first, and then the cache.'''
zh = '''forward 返回了一对值，但顺序反了：先是输出，然后是 cache。'''
section = "5.3.1"
title_en = "Output and cache exchanged"
title_zh = "输出与 cache 的顺序颠倒"
"""


def forward(X, params):
    W1, b1, W2, b2 = params
    H = (X @ W1 + b1).clamp(min=0)
    return (X, W1, W2, H), H @ W2 + b2
