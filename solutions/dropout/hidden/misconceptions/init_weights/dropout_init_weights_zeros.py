"""
en = '''The weights seem to become 0: then all hidden units are alike and nothing is learnt.'''
zh = '''权重似乎变成了 0：这样所有隐藏单元都一样，什么也学不到。'''
section = "5.6.3"
title_en = "Weights set to zero"
title_zh = "权重设成了零"
"""


def init_weights(m):
    if type(m) == nn.Linear:
        nn.init.zeros_(m.weight)
