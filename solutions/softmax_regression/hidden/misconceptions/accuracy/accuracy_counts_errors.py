"""
en = '''
You count the wrong predictions, not the right ones.
'''
zh = '''
你数的是错误的预测，而不是正确的。
'''
section = "4.3.3"
title_en = "Errors counted"
title_zh = "数的是错误的预测"
"""

def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return float((y_hat.type(y.dtype) != y).sum())
