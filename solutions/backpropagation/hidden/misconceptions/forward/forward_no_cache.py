"""
en = '''forward must return two things, the output and one cache that holds whatever backward needs: a pair (output, cache).'''
zh = '''forward 应当返回两样东西：输出，以及一个 cache，其中保存 backward 所需的一切，即一对值 (output, cache)。'''
section = "5.3.1"
title_en = "No pair of output and cache"
title_zh = "返回的不是输出与 cache 这一对值"
"""


def forward(X, params):
    W1, b1, W2, b2 = params
    return (X @ W1 + b1).clamp(min=0) @ W2 + b2
