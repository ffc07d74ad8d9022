"""
en = '''For inputs far from zero exp overflows to infinity, and what follows is nan — in the value, or in the gradient alone. Note that torch.where does not help by itself: the branch that is not taken still gets a gradient, and inf · 0 is nan. Find a form whose exponents are never positive and large.'''
zh = '''输入远离零时 exp 会溢出为无穷大，随后得到 nan——可能出现在函数值中，也可能只出现在梯度中。注意单靠 torch.where 没有用：没有选中的分支仍会得到梯度，而 inf · 0 是 nan。请找一种指数永远不会是很大的正数的写法。'''
section = "5.1.2.3"
title_en = "Overflow for large inputs of both signs"
title_zh = "正负大数都溢出"
"""


def tanh(X):
    return (torch.exp(X) - torch.exp(-X)) / (torch.exp(X) + torch.exp(-X))
