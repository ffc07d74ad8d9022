"""
en = '''The hidden units themselves come back. The second layer, with W2 and b2, makes the logits of them.'''
zh = '''返回的是隐藏单元本身。第二层用 W2 和 b2 由它们算出 logits。'''
section = "5.2.1.2"
title_en = "Second layer missing"
title_zh = "缺少第二层"
"""


def net(X):
    X = X.reshape(-1, num_inputs)
    return relu(X @ W1 + b1)
