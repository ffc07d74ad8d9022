"""
en = '''
You multiply X and w entry by entry and never add up: the result has a column for each input. Each example
should give one number.
'''
zh = '''
你把 X 和 w 逐元素相乘，却没有求和：结果中每个输入占一列。每个样本应当只得到一个数。
'''
section = "3.4.1"
title_en = "Product entry by entry instead of a matrix product"
title_zh = "用了逐元素乘法而不是矩阵乘法"
"""

def linreg(X, w, b):
    return X * w.T + b
