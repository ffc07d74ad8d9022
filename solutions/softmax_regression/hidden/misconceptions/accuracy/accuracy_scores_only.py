"""
en = '''
Predicted labels of shape (n,) are not handled: argmax over them makes one number of the whole batch, or
fails. Look at the number of dimensions first.
'''
zh = '''
没有处理形状为 (n,) 的预测标签：对它们做 argmax 会把整个批量变成一个数，或者报错。请先看维数。
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
