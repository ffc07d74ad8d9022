"""
en = '''You return a tensor with one entry for each example. How many predictions are right is asked for, as one Python number.'''
zh = '''你返回的是每个样本各有一个元素的张量。题目要求的是有多少个预测正确，是一个 Python 数。'''
section = "4.3.3"
title_en = "One entry for each example instead of their number"
title_zh = "返回了逐个样本的结果而不是个数"
"""


def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return y_hat.type(y.dtype) == y
