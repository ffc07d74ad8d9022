"""
en = '''b1 seems to be added after ReLU. It belongs to the first layer: what ReLU gets is X @ W1 + b1.'''
zh = '''b1 似乎加在了 ReLU 之后。它属于第一层：传给 ReLU 的是 X @ W1 + b1。'''
section = "5.2.1.2"
title_en = "Bias added after ReLU"
title_zh = "偏置加在了 ReLU 之后"
"""


def net(X):
    X = X.reshape(-1, num_inputs)
    return (relu(X @ W1) + b1) @ W2 + b2
