"""
en = '''There are four gradients, where five are asked for: dX comes first. A layer below this network would need it as its upstream gradient.'''
zh = '''只有四个梯度，而题目要求五个：第一个是 dX。如果下面还有一层，它要用 dX 作为上游梯度。'''
section = "5.3.3"
title_en = "dX left out"
title_zh = "漏了 dX"
"""


def backward(upstream, cache):
    X, W1, H, W2 = cache
    dZ = (upstream @ W2.T) * (H > 0)
    return [X.T @ dZ, dZ.sum(0), H.T @ upstream, upstream.sum(0)]
