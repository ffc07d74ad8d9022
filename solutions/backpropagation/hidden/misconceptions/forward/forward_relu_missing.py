"""
en = '''ReLU seems to be missing: negative hidden units go on to the second layer, and two linear layers in a row are one linear layer.'''
zh = '''似乎漏掉了 ReLU：负的隐藏单元也传到了第二层，而两个线性层连在一起仍是一个线性层。'''
section = "5.3.1"
title_en = "ReLU missing: the network stays linear"
title_zh = "缺少 ReLU：网络仍是线性的"
"""


def forward(X, params):
    W1, b1, W2, b2 = params
    H = X @ W1 + b1
    return H @ W2 + b2, (X, W1, H, W2)
