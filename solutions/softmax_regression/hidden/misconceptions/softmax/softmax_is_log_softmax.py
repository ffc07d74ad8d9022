"""
en = '''
You return logarithms of probabilities: they are negative and do not add up to 1. The exponential is missing
at the end.
'''
zh = '''
你返回的是概率的对数：它们是负数，和也不是 1。最后还缺一步指数运算。
'''
section = "4.1.1.2"
title_en = "log-softmax instead of softmax"
title_zh = "写成了 log-softmax"
"""

def softmax(X):
    return X - torch.logsumexp(X, dim=1, keepdim=True)
