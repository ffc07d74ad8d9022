"""
en = '''
You return the fraction of right predictions; their NUMBER is asked for, so that batches of different sizes
can be added up.
'''
zh = '''
你返回的是正确预测的比例；题目要求的是**个数**，这样大小不同的批量才能相加。
'''
section = "4.3.3"
title_en = "The fraction instead of the number"
title_zh = "返回了比例而不是个数"
"""

def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return float((y_hat.type(y.dtype) == y).float().mean())
