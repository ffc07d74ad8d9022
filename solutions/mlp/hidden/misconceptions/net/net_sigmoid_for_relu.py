"""
en = '''The hidden units seem to go through sigmoid. This network asks for ReLU after the first layer.'''
zh = '''隐藏单元似乎经过了 sigmoid。这个网络要求在第一层之后使用 ReLU。'''
section = "5.2.1.2"
title_en = "Sigmoid in the place of ReLU"
title_zh = "用 sigmoid 代替了 ReLU"
"""


def net(X):
    X = X.reshape(-1, num_inputs)
    return sigmoid(X @ W1 + b1) @ W2 + b2
