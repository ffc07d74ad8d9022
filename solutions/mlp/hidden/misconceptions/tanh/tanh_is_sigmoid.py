"""
en = '''The values lie between 0 and 1: that is a sigmoid. Tanh runs from −1 to 1 and is 0 at 0.'''
zh = '''函数值在 0 和 1 之间：那是 sigmoid。tanh 从 −1 到 1，在 0 处为 0。'''
section = "5.1.2.3"
title_en = "sigmoid instead of tanh"
title_zh = "写成了 sigmoid"
"""


def tanh(X):
    return torch.exp(-torch.nn.functional.softplus(-2 * X))


# another coding
def tanh(X):
    return sigmoid(X)
