"""
en = '''The weights seem to have a variance of 0.01, that is a standard deviation of 0.1. 0.01 is meant as the standard deviation.'''
zh = '''权重的方差似乎是 0.01，即标准差为 0.1。0.01 指的是标准差。'''
section = "5.2.2"
title_en = "Variance and standard deviation confused"
title_zh = "混淆了方差与标准差"
"""


def init_weights(m):
    if type(m) == nn.Linear:
        nn.init.normal_(m.weight, std=0.01 ** 0.5)
