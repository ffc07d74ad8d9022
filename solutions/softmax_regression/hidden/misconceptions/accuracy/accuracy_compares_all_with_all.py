"""
en = '''A column of predictions beside a row of labels compares every one with every other. Both need the shape (n,): is a dimension kept by argmax?'''
zh = '''一列预测与一行标签相比，会让每一个都与其他所有的比较。两者都应是 (n,)：argmax 是否保留了一维？'''
section = "4.3.3"
title_en = "Every prediction compared with every label"
title_zh = "每个预测与每个标签都比较了"
"""


def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1, keepdim=True)
    return float((y_hat.type(y.dtype) == y).sum())
