"""
en = '''This is the percentage of right predictions. Here their number is asked for: nothing is divided.'''
zh = '''这是预测正确的百分比。这里要的是个数：不必做除法。'''
section = "4.3.3"
title_en = "Percentage instead of a count"
title_zh = "返回了百分比而不是个数"
"""


def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return 100 * float((y_hat.type(y.dtype) == y).sum()) / len(y)
