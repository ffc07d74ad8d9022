"""
en = '''The folds seem to be counted from 1: for i = 0 there is no proper validation part, and one fold is never held out. Here i runs from 0 to k − 1.'''
zh = '''折似乎是从 1 开始计数的：i = 0 时没有正常的验证部分，而有一折从未用于验证。这里 i 从 0 到 k − 1。'''
section = "3.6.3"
title_en = "Off by one fold"
title_zh = "折的编号差了一"
"""


def k_fold(k, i, X, y):
    size = X.shape[0] // k
    start, stop = max(i - 1, 0) * size, X.shape[0] if i == k else max(i, 1) * size
    return (torch.cat([X[:start], X[stop:]]), torch.cat([y[:start], y[stop:]]), X[start:stop], y[start:stop])
