"""
en = '''
Predicted labels of shape (n,) are not handled: they are predictions already, and no argmax is to be taken. Look at the number
of dimensions first.
'''
zh = '''
没有处理形状为 (n,) 的预测标签：它们本身就是预测，不应再做 argmax。请先看维数。
'''
section = "4.3.3"
title_en = "Labels as predictions not handled"
title_zh = "没有处理预测已是标签的情况"
"""

def accuracy(y_hat, y):
    return float((y_hat.argmax(dim=1) == y).sum())


# another coding
def accuracy(y_hat, y):
    return float((y_hat.argmax(dim=-1) == y).sum())

# another coding

def accuracy(y_hat, y):
    return float((y_hat.argmax(dim=-1) == y).sum())
