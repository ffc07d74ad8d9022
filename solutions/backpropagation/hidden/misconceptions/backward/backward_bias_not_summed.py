"""
en = '''A bias gradient is not summed: it still has one row for each example. A bias is added to every example, so the contributions of all of them add up, to the shape of the bias.'''
zh = '''偏置的梯度没有求和：每个样本仍各占一行。偏置加在每个样本上，所以各样本的贡献应当相加，得到偏置的形状。'''
section = "5.3.3"
title_en = "Bias gradient not summed over the examples"
title_zh = "偏置的梯度没有对样本求和"
"""


def backward(upstream, cache):
    X, W1, H, W2 = cache
    dZ = (upstream @ W2.T) * (H > 0)
    return [dZ @ W1.T, X.T @ dZ, dZ, H.T @ upstream, upstream]
