"""
en = '''ReLU's mask is forgotten on the way to dX, dW1 or db1: where a hidden unit was 0, nothing of the gradient passes to the first layer. dW2 and db2 are right, for they do not go through it.'''
zh = '''通向 dX、dW1 或 db1 的路上漏掉了 ReLU 的掩码：隐藏单元为 0 的地方，梯度不应传到第一层。dW2 和 db2 不经过它，所以是对的。'''
section = "5.3.3"
title_en = "ReLU's mask forgotten"
title_zh = "忘了 ReLU 的掩码"
"""


def backward(upstream, cache):
    X, W1, H, W2 = cache
    dZ = upstream @ W2.T
    return [dZ @ W1.T, X.T @ dZ, dZ.sum(0), H.T @ upstream, upstream.sum(0)]


# another coding
def backward(upstream, cache):
    X, W1, H, W2 = cache
    back = upstream @ W2.T
    dZ = back * (H > 0)
    return [dZ @ W1.T, X.T @ back, dZ.sum(0), H.T @ upstream, upstream.sum(0)]


# another coding
def backward(upstream, cache):
    X, W1, H, W2 = cache
    back = upstream @ W2.T
    dZ = back * (H > 0)
    return [dZ @ W1.T, X.T @ dZ, back.sum(0), H.T @ upstream, upstream.sum(0)]


# another coding
def backward(upstream, cache):
    X, W1, H, W2 = cache
    back = upstream @ W2.T
    dZ = back * (H > 0)
    return [back @ W1.T, X.T @ dZ, dZ.sum(0), H.T @ upstream, upstream.sum(0)]
