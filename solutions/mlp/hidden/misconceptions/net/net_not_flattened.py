"""
en = '''Images do not become one row of num_inputs numbers an example before they are multiplied. Are they flattened, and each by itself?'''
zh = '''图像在相乘之前没有变成每个样本一行、每行 num_inputs 个数。是否做了展平，并且每个样本各自展平？'''
section = "5.2.1.2"
title_en = "Input not flattened"
title_zh = "没有展平输入"
"""


def net(X):
    H = relu(X @ W1 + b1)
    return H @ W2 + b2
