"""
en = '''The largest score itself is compared with the label. The prediction is the place where it stands: which function gives the index?'''
zh = '''你拿最大的得分本身与标签比较。预测应是它所在的位置：哪个函数给出下标？'''
section = "4.3.3"
title_en = "The largest score taken for its place"
title_zh = "把最大得分当作了它的位置"
"""


def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.max(1).values
    return float((y_hat.type(y.dtype) == y).sum())


# another coding
def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = torch.amax(y_hat, 1)
    return float((y_hat == y).sum())
