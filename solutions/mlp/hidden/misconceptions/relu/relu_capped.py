"""
en = '''Large numbers seem to be cut off. ReLU has no upper limit: every positive number stays as it is.'''
zh = '''较大的数似乎被截断了。ReLU 没有上限：每个正数都保持原样。'''
section = "5.1.2.1"
title_en = "Large values capped"
title_zh = "截断了大的值"
"""


def relu(X):
    return X.clamp(0, 6)
