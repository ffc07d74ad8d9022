"""
en = '''The gradients are divided by the number of examples: nothing is averaged here. The upstream gradient of a mean loss holds the 1/n already, and dividing again makes every step n times too small.'''
zh = '''梯度被除以了样本个数：这里不取平均。平均损失的上游梯度里已经含有 1/n，再除一次会使每一步小 n 倍。'''
section = "5.3.3"
title_en = "Mean taken: divided by n"
title_zh = "取了平均：除以了 n"
"""


def backward(upstream, cache):
    X, W1, H, W2 = cache
    n = len(X)
    dZ = (upstream @ W2.T) * (H > 0)
    return [dZ @ W1.T, X.T @ dZ / n, dZ.mean(0), H.T @ upstream / n, upstream.mean(0)]
