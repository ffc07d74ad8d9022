"""
en = '''A second call with the same cache gives something else: the first one has changed the cache, or what it was given, in place. Work on new tensors.'''
zh = '''用同一个 cache 再次调用时结果不同：第一次调用原地修改了 cache 或传入的张量。请在新的张量上计算。'''
section = "5.3.3"
title_en = "The cache changed"
title_zh = "修改了 cache"
"""


def backward(upstream, cache):
    X, W1, H, W2 = cache
    dZ = (upstream @ W2.T) * (H > 0)
    dW2 = H.T @ upstream
    H.zero_()
    return [dZ @ W1.T, X.T @ dZ, dZ.sum(0), dW2, upstream.sum(0)]
