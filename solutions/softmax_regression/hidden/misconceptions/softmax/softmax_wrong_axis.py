"""
en = '''
Your columns add up to 1, and not your rows: the probabilities of one class over the examples of a batch. An
example's probabilities must not depend on the others in its batch.
'''
zh = '''
你的结果是每列之和为 1，而不是每行：这是同一类别在批量各样本上的“概率”。一个样本的概率不应取决于同批量的其他样本。
'''
section = "4.1.1.2"
title_en = "Wrong axis"
title_zh = "轴弄错了"
"""

def softmax(X):
    X_exp = torch.exp(X - X.max(0, keepdim=True).values)
    return X_exp / X_exp.sum(0, keepdim=True)

# another coding

def softmax(X):
    exps = torch.exp(X - X.max(dim=1, keepdim=True).values)
    return exps / exps.sum(dim=0, keepdim=True)
