"""
en = '''
You convert the scores to the labels' dtype before you look for the largest: as integers, scores below 1 are
all 0. Convert the predictions, not the scores.
'''
zh = '''
你在找最大项之前就把得分转换成了标签的类型：变成整数后，小于 1 的得分全是 0。应当转换的是预测，而不是得分。
'''
section = "4.3.3"
title_en = "Scores turned into whole numbers"
title_zh = "分数被取整"
"""

def accuracy(y_hat, y):
    y_hat = y_hat.type(y.dtype)
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return float((y_hat == y).sum())
