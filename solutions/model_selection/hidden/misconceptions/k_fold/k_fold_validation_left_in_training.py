"""
en = '''The examples of the validation fold seem to stay in the training part. The validation error is then as flattering as the training error.'''
zh = '''验证折的样本似乎仍留在训练部分里。这样验证误差就和训练误差一样过于乐观。'''
section = "3.6.3"
title_en = "Validation examples left in the training part"
title_zh = "训练部分仍含验证样本"
"""


def k_fold(k, i, X, y):
    size = X.shape[0] // k
    start, stop = i * size, X.shape[0] if i == k - 1 else (i + 1) * size
    return X, y, X[start:stop], y[start:stop]
