"""
en = '''
The exponentials are not divided by their sum: the rows do not add up to 1.
'''
zh = '''
指数没有除以它们的和：各行之和不为 1。
'''
section = "4.1.1.2"
title_en = "Rows not divided by their sum"
title_zh = "没有除以每行的和"
"""

def softmax(X):
    return torch.exp(X - X.max(1, keepdim=True).values)
