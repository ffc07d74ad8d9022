"""
en = '''A weight's gradient is transposed: it has the shape of the weight, (inputs, outputs). Which of the two factors must be transposed for that, the layer's input or the gradient?'''
zh = '''权重的梯度被转置了：它的形状应与权重相同，即（输入数，输出数）。为此应当转置哪一个因子，是该层的输入，还是梯度？'''
section = "5.3.3"
title_en = "Transposed"
title_zh = "结果转置了"
"""


def backward(upstream, cache):
    X, W1, H, W2 = cache
    dZ = (upstream @ W2.T) * (H > 0)
    return [dZ @ W1.T, dZ.T @ X, dZ.sum(0), upstream.T @ H, upstream.sum(0)]
