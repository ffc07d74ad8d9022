"""
en = '''When n is not a multiple of k the last n mod k examples seem to be in no fold. Give them to the last fold, or spread them.'''
zh = '''当 n 不是 k 的倍数时，最后 n mod k 个样本似乎不属于任何一折。请把它们归入最后一折，或分散开。'''
section = "3.6.3"
title_en = "The remainder dropped"
title_zh = "丢掉了余下的样本"
"""


def k_fold(k, i, X, y):
    size = X.shape[0] // k
    X_train, y_train = [], []
    for j in range(k):
        part = slice(j * size, (j + 1) * size)
        if j == i:
            X_valid, y_valid = X[part], y[part]
        else:
            X_train.append(X[part])
            y_train.append(y[part])
    return torch.cat(X_train), torch.cat(y_train), X_valid, y_valid
