"""
en = '''forward returns the output alone: it must return the pair (output, cache), or backward cannot know what was computed.'''
zh = '''forward 只返回了输出：它应当返回一对值 (output, cache)，否则 backward 无从知道之前算了什么。'''
section = "5.3.1"
title_en = "No cache returned"
title_zh = "没有返回 cache"
"""


def forward(X, params):
    W1, b1, W2, b2 = params
    return (X @ W1 + b1).clamp(min=0) @ W2 + b2
