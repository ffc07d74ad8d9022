"""
en = '''You say whether ALL predictions are right: one wrong one makes 0. How many are right is asked for.'''
zh = '''你返回的是“是否全部预测正确”：只要错一个就得 0。题目要求的是有多少个正确。'''
section = "4.3.3"
title_en = "All or nothing"
title_zh = "要么全对，要么为零"
"""


def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return float(torch.equal(y_hat.type(y.dtype), y))


# another coding
def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return int((y_hat == y).all())
