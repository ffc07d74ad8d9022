"""
en = '''ReLU was applied to the gradient itself: its positive entries pass, the others do not. What counts is the sign of the hidden unit in the forward pass, not that of the gradient.'''
zh = '''你把 ReLU 作用在了梯度上：正的梯度通过，其余被截断。起作用的是前向传播中隐藏单元的符号，而不是梯度的符号。'''
section = "5.3.3"
title_en = "Mask taken from the gradient"
title_zh = "掩码取自梯度"
"""


def backward(upstream, cache):
    X, W1, H, W2 = cache
    dZ = (upstream @ W2.T).clamp(min=0)
    return [dZ @ W1.T, X.T @ dZ, dZ.sum(0), H.T @ upstream, upstream.sum(0)]
