"""
en = '''The hidden units seem to go through another function than ReLU. ReLU keeps positive numbers as they are and makes 0 of negative ones.'''
zh = '''隐藏单元经过的似乎不是 ReLU，而是别的函数。ReLU 让正数保持不变，把负数变成 0。'''
section = "5.2.1.2"
title_en = "Another function in the place of ReLU"
title_zh = "用别的函数代替了 ReLU"
"""


def net(X):
    X = X.reshape(-1, num_inputs)
    return torch.abs(X @ W1 + b1) @ W2 + b2


# another coding
def net(X):
    X = X.reshape(-1, num_inputs)
    return torch.tanh(X @ W1 + b1) @ W2 + b2
