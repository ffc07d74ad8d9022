"""
en = '''This is 1 minus the probability of the class. The cross-entropy is minus its logarithm, which grows without bound as the probability falls.'''
zh = '''这是 1 减去该类别的概率。交叉熵是概率的负对数，概率越小它越大，没有上界。'''
section = "4.1.2"
title_en = "One minus the probability"
title_zh = "用 1 减去概率"
"""


def cross_entropy(y_hat, y):
    return 1 - y_hat[range(len(y_hat)), y]
