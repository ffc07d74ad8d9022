"""
en = '''Predictions and labels are combined with &: on whole numbers that takes the bits that both have, and says nothing of whether they are equal. Which operator compares two tensors entry by entry?'''
zh = '''预测与标签用 & 结合：对整数来说，它取两者共有的二进制位，而不是判断两者是否相等。哪个运算符逐个比较两个张量？'''
section = "4.3.3"
title_en = "& in the place of =="
title_zh = "用 & 代替了 =="
"""


def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return float((y_hat.long() & y.long()).sum())

# another coding
def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return float((y_hat & y).sum())

# another coding
def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return float((y_hat.bool() & y.bool()).sum())

# another coding

def accuracy(y_hat, y):
    predictions = y_hat.argmax(dim=1) if y_hat.ndim > 1 else y_hat
    return float((predictions & y.type(predictions.dtype)).sum())
