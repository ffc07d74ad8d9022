"""
en = '''
You multiply X and w entry by entry; the model needs the matrix product, which also adds up over the inputs.
Which operator is that?
'''
zh = '''
你把 X 和 w 逐元素相乘了；模型需要的是矩阵乘法，它还会对各输入求和。请想想该用哪个运算符。
'''
section = "3.4.1"
title_en = "Product entry by entry instead of a matrix product"
title_zh = "用了逐元素乘法而不是矩阵乘法"
"""

def linreg(X, w, b):
    return X * w + b
