"""
en = '''The class with the smallest score is taken as the prediction. Which score does the model give to the class that it holds for the right one?'''
zh = '''你把得分最小的类别当作预测。模型给它认为正确的类别怎样的得分？'''
section = "4.3.3"
title_en = "The smallest score in place of the largest"
title_zh = "取了最小的得分而不是最大的"
"""


def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.argmin(1)
    return float((y_hat.type(y.dtype) == y).sum())


# another coding
def accuracy(y_hat, y):
    return int((y_hat.argmin(1) == y).sum())


# another coding
def accuracy(y_hat, y):
    return sum(int(row.argmin()) == int(label) for row, label in zip(y_hat, y))
