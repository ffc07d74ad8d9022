"""
en = '''One decision seems to be made for the whole tensor: all of X comes back, or nothing but zeros. Each entry has a sign of its own: compare entry by entry.'''
zh = '''似乎对整个张量只作了一次判断：要么原样返回整个 X，要么全部变成零。每个元素有自己的符号：请逐个元素比较。'''
section = "5.1.2.1"
title_en = "One decision for the whole tensor"
title_zh = "对整个张量只判断一次"
"""


def relu(X):
    return X if X.sum() > 0 else torch.zeros_like(X)

# another coding
def relu(X):
    return X if (X > 0).any() else torch.zeros_like(X)

# another coding
def relu(X):
    return X if (X > 0).all() else torch.zeros_like(X)
