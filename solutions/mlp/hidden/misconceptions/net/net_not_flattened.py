"""
en = '''Images seem to be multiplied as they are, without being flattened to one row an example first.'''
zh = '''图像似乎未经展平就直接相乘了；应先把每个样本展平成一行。'''
section = "5.2.1.2"
title_en = "Input not flattened"
title_zh = "没有展平输入"
"""


def net(X):
    H = relu(X @ W1 + b1)
    return H @ W2 + b2
