"""
en = '''
The values are right, but the shape is (n,); a column of shape (n, 1) is asked for. Which step drops a
dimension?
'''
zh = '''
数值正确，但形状是 (n,)；题目要求形状为 (n, 1) 的一列。哪一步丢掉了一个维度？
'''
section = "3.4.1"
title_en = "Result of shape (n,) instead of (n, 1)"
title_zh = "结果形状是 (n,) 而不是 (n, 1)"
"""

def linreg(X, w, b):
    return (X @ w).squeeze() + b
