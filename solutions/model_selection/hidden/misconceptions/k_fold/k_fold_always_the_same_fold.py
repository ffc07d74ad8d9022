"""
en = '''Every i gives the same validation part: i has no effect. Which examples does fold i hold?'''
zh = '''不论 i 是多少，得到的验证部分都相同：i 没有起作用。第 i 折包含哪些样本？'''
section = "3.6.3"
title_en = "The same fold for every i"
title_zh = "每个 i 都是同一折"
"""


def k_fold(k, i, X, y):
    size = X.shape[0] // k
    return X[size:], y[size:], X[:size], y[:size]

# another coding

def k_fold(k, i, X, y):
    size = X.shape[0] // k
    return X[:-size], y[:-size], X[-size:], y[-size:]

# another coding

def k_fold(k, i, X, y):
    held = torch.arange(len(X)) % k == k - 1
    return X[~held], y[~held], X[held], y[held]
