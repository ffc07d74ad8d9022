"""
en = '''The folds seem to hold k examples each. k is the number of folds: with n examples, how many does one of k folds hold?'''
zh = '''每折似乎有 k 个样本。k 是折数：n 个样本分成 k 折，每折有多少个？'''
section = "3.6.3"
title_en = "k taken for the size of a fold"
title_zh = "把 k 当成了每折的大小"
"""


def k_fold(k, i, X, y):
    start, stop = i * k, (i + 1) * k
    return (torch.cat([X[:start], X[stop:]]), torch.cat([y[:start], y[stop:]]), X[start:stop], y[start:stop])
