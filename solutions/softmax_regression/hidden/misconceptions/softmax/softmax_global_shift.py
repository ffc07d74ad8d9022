"""
en = '''
You shift all rows by the one maximum of the whole batch: a row far below it becomes all zeros, and 0/0 is
nan. Each row needs a shift of its own.
'''
zh = '''
你用整个批量的最大值去平移所有行：远低于它的行会全部变成零，而 0/0 是 nan。每一行需要自己的平移量。
'''
section = "4.1.1.2"
title_en = "Shifted by the largest of all rows"
title_zh = "减去了所有行的最大值"
"""

def softmax(X):
    X_exp = torch.exp(X - X.max())
    return X_exp / X_exp.sum(1, keepdim=True)
