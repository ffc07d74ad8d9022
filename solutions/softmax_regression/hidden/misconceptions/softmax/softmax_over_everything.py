"""
en = '''
The whole result adds up to 1, not each row: the sum is taken over all entries. Sum along one dimension, and
keep it.
'''
zh = '''
整个结果之和为 1，而不是每一行：你对所有元素求了和。请沿一个维度求和，并保留该维度。
'''
section = "4.1.1.2"
title_en = "Normalised over everything"
title_zh = "对所有元素一起归一化"
"""

def softmax(X):
    X_exp = torch.exp(X - X.max())
    return X_exp / X_exp.sum()
