"""
en = '''Training and validation part seem to be interchanged: the small part is for validation, and comes last.'''
zh = '''训练部分与验证部分似乎互换了：较小的一份用于验证，并且排在后面。'''
section = "3.6.3"
title_en = "Training and validation swapped"
title_zh = "训练与验证弄反了"
"""


def k_fold(k, i, X, y):
    size = X.shape[0] // k
    start, stop = i * size, X.shape[0] if i == k - 1 else (i + 1) * size
    return X[start:stop], y[start:stop], torch.cat([X[:start], X[stop:]]), torch.cat([y[:start], y[stop:]])
