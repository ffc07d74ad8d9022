"""
en = '''
Your y has shape (n,), one dimension; a column of shape (n, 1) is asked for. Against predictions of shape
(n, 1) such labels broadcast to an (n, n) matrix later on.
'''
zh = '''
你的 y 是一维的，形状为 (n,)；题目要求的是形状为 (n, 1) 的一列。这样的标签以后与形状为 (n, 1) 的预测相减时，
会广播成 (n, n) 的矩阵。
'''
section = "3.3.1"
title_en = "Labels of shape (n,) instead of (n, 1)"
title_zh = "标签形状是 (n,) 而不是 (n, 1)"
"""

def synthetic_data(w, b, num_examples):
    X = torch.normal(0, 1, (num_examples, len(w)))
    y = X @ w.reshape(-1) + b
    y += torch.normal(0, 0.01, y.shape)
    return X, y
