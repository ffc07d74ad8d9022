"""
en = '''The logarithms of all classes are added up. Only the probability of each example's own class counts: pick it by y.'''
zh = '''把所有类别的对数都加了起来。只有每个样本自己类别的概率才计入：请用 y 来选取。'''
section = "4.1.2"
title_en = "All classes counted"
title_zh = "所有类别都计入了"
"""


def cross_entropy(y_hat, y):
    return -torch.log(y_hat).sum(dim=1)
