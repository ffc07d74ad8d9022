"""
en = '''A probability outside [0, 1] seems to be accepted. A rate of 1.5 is always a mistake of the caller: say so at once, rather than compute something.'''
zh = '''[0, 1] 之外的概率似乎也被接受。1.5 这样的概率一定是调用者的错误：应立刻报错，而不是算出点什么。'''
section = "5.6.2"
title_en = "Rates outside [0, 1] accepted"
title_zh = "接受了 [0, 1] 之外的丢弃率"
"""


def dropout_layer(X, dropout):
    if dropout >= 1:
        return torch.zeros_like(X)
    mask = (torch.rand(X.shape) > dropout).float()
    return mask * X / (1.0 - dropout)
