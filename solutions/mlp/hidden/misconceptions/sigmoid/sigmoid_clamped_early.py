"""
en = '''The input seems to be limited too early: between the limit and infinity the values stay the same and the gradient is 0, where it should fade away slowly.'''
zh = '''输入似乎过早地被截断：超出界限后函数值不再变化、梯度为 0，而它本应缓慢衰减。'''
section = "5.1.2.2"
title_en = "Input clamped too early"
title_zh = "输入截断得太早"
"""


def sigmoid(X):
    return 1 / (1 + torch.exp(-X.clamp(-5, 5)))
