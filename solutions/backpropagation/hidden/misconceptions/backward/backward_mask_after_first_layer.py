"""
en = '''The mask comes too late: it belongs between W2 and W1, on the hidden units, before the gradient of the first layer is taken.'''
zh = '''掩码用得太晚：它应当在 W2 与 W1 之间、作用在隐藏单元上，然后再求第一层的梯度。'''
section = "5.3.3"
title_en = "ReLU's mask in the wrong place"
title_zh = "ReLU 的掩码放错了位置"
"""


def backward(upstream, cache):
    X, W1, H, W2 = cache
    dH = upstream @ W2.T
    dZ = dH * (H > 0)
    return [dZ @ W1.T, X.T @ dH, dH.sum(0), H.T @ upstream, upstream.sum(0)]
