"""
en = '''
When y and the predictions have different dtypes, nothing counts as equal: the comparison is one of values
AND types. Bring both to one dtype, and compare entries.
'''
zh = '''
当 y 与预测的数据类型不同时，什么都不算相等：你的比较既看数值**也看类型**。请先把两者转换为同一类型，再逐个比较。
'''
section = "4.3.3"
title_en = "Differing dtypes compared"
title_zh = "比较了不同的数据类型"
"""

def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    if y_hat.dtype != y.dtype:
        return 0.0
    return float((y_hat == y).sum())
