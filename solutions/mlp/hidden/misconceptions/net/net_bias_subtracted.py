"""
en = '''A bias seems to be subtracted. Both layers add theirs: X @ W1 + b1, and H @ W2 + b2.'''
zh = '''似乎减去了偏置。两层都应加上各自的偏置：X @ W1 + b1 和 H @ W2 + b2。'''
section = "5.2.1.2"
title_en = "Bias subtracted"
title_zh = "减去了偏置"
"""


def net(X):
    X = X.reshape(-1, num_inputs)
    return relu(X @ W1 - b1) @ W2 + b2


# another coding
def net(X):
    X = X.reshape(-1, num_inputs)
    return relu(X @ W1 + b1) @ W2 - b2
