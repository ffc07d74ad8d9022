"""
en = '''A bias gradient is summed over the wrong dimension: a bias is shared by all examples, so its gradient is the sum over the examples (dimension 0), one number for each unit.'''
zh = '''偏置的梯度沿错误的维度求了和：所有样本共用一个偏置，所以应当对样本（第 0 维）求和，每个单元一个数。'''
section = "5.3.3"
title_en = "Bias gradient summed over the wrong dimension"
title_zh = "偏置的梯度沿错误的维求和"
"""


def backward(upstream, cache):
    X, W1, H, W2 = cache
    dZ = (upstream @ W2.T) * (H > 0)
    return [dZ @ W1.T, X.T @ dZ, dZ.sum(1), H.T @ upstream, upstream.sum(1)]
