"""
en = '''The examples seem to be shuffled anew in each call: then the folds of different calls overlap, and some examples are never held out. The partition must be the same for every i.'''
zh = '''每次调用似乎都重新打乱样本：这样不同调用的折会重叠，有些样本从不用于验证。对每个 i，划分必须相同。'''
section = "3.6.3"
title_en = "Shuffled at every call"
title_zh = "每次调用都重新打乱"
"""


def k_fold(k, i, X, y):
    order = torch.randperm(X.shape[0])
    X, y = X[order], y[order]
    size = X.shape[0] // k
    start, stop = i * size, X.shape[0] if i == k - 1 else (i + 1) * size
    return (torch.cat([X[:start], X[stop:]]), torch.cat([y[:start], y[stop:]]), X[start:stop], y[start:stop])
