"""
en = '''The folds seem to be shifted by one: one of them is never held out, and for one i there is no proper validation part. Here i runs from 0 to k − 1.'''
zh = '''各折似乎错开了一位：有一折从未用于验证，而有一个 i 没有正常的验证部分。这里 i 从 0 到 k − 1。'''
section = "3.6.3"
title_en = "Off by one fold"
title_zh = "折的编号差了一"
"""


def k_fold(k, i, X, y):
    size = X.shape[0] // k
    start, stop = max(i - 1, 0) * size, X.shape[0] if i == k else max(i, 1) * size
    return (torch.cat([X[:start], X[stop:]]), torch.cat([y[:start], y[stop:]]), X[start:stop], y[start:stop])

# another coding

def k_fold(k, i, X, y):
    size = X.shape[0] // k
    start, stop = (i + 1) * size, (i + 2) * size
    return torch.cat([X[:start], X[stop:]]), torch.cat([y[:start], y[stop:]]), X[start:stop], y[start:stop]
