"""
en = '''dW2 is made of the hidden units before ReLU. What the second layer multiplies is what came out of ReLU.'''
zh = '''dW2 用了 ReLU 之前的隐藏单元。第二层相乘的是 ReLU 之后的输出。'''
section = "5.3.3"
title_en = "Hidden units before ReLU"
title_zh = "用了 ReLU 之前的隐藏单元"
"""


def forward(X, params):
    W1, b1, W2, b2 = params
    Z = X @ W1 + b1
    return torch.relu(Z) @ W2 + b2, (X, W1, Z, W2)


def backward(upstream, cache):
    X, W1, Z, W2 = cache
    dZ = (upstream @ W2.T) * (Z > 0)
    return [dZ @ W1.T, X.T @ dZ, dZ.sum(0), Z.T @ upstream, upstream.sum(0)]
