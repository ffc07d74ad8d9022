"""
en = '''The parameters seem to be those of the moment when the function was defined. After they are replaced the function still uses the old ones: look them up when it is called.'''
zh = '''使用的似乎是定义函数那一刻的参数。参数被替换之后，函数仍然使用旧的：请在调用时再去取它们。'''
section = "5.2.1.2"
title_en = "Parameters fixed when the function is defined"
title_zh = "参数在定义函数时就固定了"
"""


def net(X, W1=W1, b1=b1, W2=W2, b2=b2):
    X = X.reshape(X.shape[0], -1)
    H = relu(X @ W1 + b1)
    return H @ W2 + b2
