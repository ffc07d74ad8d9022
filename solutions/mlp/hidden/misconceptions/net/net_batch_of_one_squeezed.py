"""
en = '''For a batch of one example the dimension of the batch seems to be lost (a squeeze?). The result has two dimensions, (n, q), for n = 1, too.'''
zh = '''批量只有一个样本时，批量维度似乎丢失了（用了 squeeze？）。n = 1 时结果同样应有两个维度 (n, q)。'''
section = "5.2.1.2"
title_en = "A batch of one loses its dimension"
title_zh = "单个样本的批量丢了一维"
"""


def net(X):
    X = X.reshape(-1, num_inputs)
    H = relu(X @ W1 + b1)
    return (H @ W2 + b2).squeeze(0)
