"""
en = '''X seems to be divided by 255 first. The network takes its input as it is given; pixels are scaled when the data are loaded.'''
zh = '''X 似乎先除以了 255。网络应直接使用给定的输入；像素在读取数据时已经缩放。'''
section = "5.2.1.2"
title_en = "Input divided by 255"
title_zh = "输入除以了 255"
"""


def net(X):
    X = X.reshape(-1, num_inputs) / 255
    return relu(X @ W1 + b1) @ W2 + b2
