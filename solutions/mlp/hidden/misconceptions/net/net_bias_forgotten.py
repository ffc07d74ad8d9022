"""
en = '''A bias seems to be missing: both layers have one, b1 and b2.'''
zh = '''似乎缺少偏置：两层各有一个，b1 和 b2。'''
section = "5.2.1.2"
title_en = "Bias forgotten"
title_zh = "忘了偏置"
"""


def net(X):
    X = X.reshape(-1, num_inputs)
    H = relu(X @ W1)
    return H @ W2


# another coding
def net(X):
    X = X.reshape(-1, num_inputs)
    return relu(X @ W1 + b1) @ W2


# another coding
def net(X):
    X = X.reshape(-1, num_inputs)
    return relu(X @ W1) @ W2 + b2
