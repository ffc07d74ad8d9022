"""
en = '''ReLU seems to be taken of the input. It belongs after the first layer: relu(X @ W1 + b1).'''
zh = '''ReLU 似乎作用在了输入上。它应在第一层之后：relu(X @ W1 + b1)。'''
section = "5.2.1.2"
title_en = "ReLU on the input"
title_zh = "ReLU 作用在了输入上"
"""


def net(X):
    X = relu(X.reshape(-1, num_inputs))
    return (X @ W1 + b1) @ W2 + b2
