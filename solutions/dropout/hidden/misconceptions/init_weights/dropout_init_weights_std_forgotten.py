"""
en = '''The weights seem to be drawn with a standard deviation of 1: the default of normal_. Give it `std=0.01`; a number in front of it is the mean.'''
zh = '''权重似乎以标准差 1 抽取：这是 normal_ 的默认值。请给出 `std=0.01`；它前面的数是均值。'''
section = "5.6.3"
title_en = "Standard deviation forgotten"
title_zh = "忘了标准差"
"""


def init_weights(m):
    if type(m) == nn.Linear:
        nn.init.normal_(m.weight)
