"""
en = '''You return the comparisons themselves, one for each example. How many of them are true is asked for, as a Python number.'''
zh = '''你返回的是逐个样本的比较结果。题目要求的是其中有多少个为真，是一个 Python 数。'''
section = "4.3.3"
title_en = "Comparisons instead of their number"
title_zh = "返回了比较结果而不是个数"
"""


def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return y_hat.type(y.dtype) == y
