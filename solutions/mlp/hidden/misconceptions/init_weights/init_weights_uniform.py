"""
en = '''The weights seem to be uniformly distributed, not normally.'''
zh = '''权重似乎服从均匀分布，而不是正态分布。'''
section = "5.2.2"
title_en = "Uniform instead of normal numbers"
title_zh = "用了均匀分布而不是正态分布"
"""


def init_weights(m):
    if type(m) == nn.Linear:
        nn.init.uniform_(m.weight, 0, 0.01)
