"""
en = '''This is the loss of the class that is likeliest, whatever y says. Pick the probability of the class in y.'''
zh = '''不论 y 是什么，这里算的都是概率最大的类别的损失。请选取 y 所指类别的概率。'''
section = "4.1.2"
title_en = "The likeliest class taken"
title_zh = "取了概率最大的类别"
"""


def cross_entropy(y_hat, y):
    return -torch.log(y_hat.max(dim=1).values)
