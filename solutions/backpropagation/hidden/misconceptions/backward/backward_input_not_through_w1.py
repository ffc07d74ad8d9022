"""
en = '''dX is the gradient of the hidden units: one step is left, back through W1, which gives it the shape of X.'''
zh = '''dX 是隐藏单元的梯度：还差一步，即经过 W1 传回去，这样它才有 X 的形状。'''
section = "5.3.3"
title_en = "dX not taken back through W1"
title_zh = "dX 没有经过 W1 传回"
"""


def backward(upstream, cache):
    X, W1, H, W2 = cache
    dZ = upstream @ W2.T * (H > 0)
    return [dZ, X.T @ dZ, dZ.sum(0), H.T @ upstream, upstream.sum(0)]
