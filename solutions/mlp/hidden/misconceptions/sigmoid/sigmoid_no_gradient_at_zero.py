"""
en = '''The gradient at exactly 0 is wrong: the derivative of |x| is taken as 0 there, so that a form built on abs loses it. It should be 1/4.'''
zh = '''恰好在 0 处的梯度不对：那里 |x| 的导数被取为 0，因此基于 abs 的写法会丢失梯度。应为 1/4。'''
section = "5.1.2.2"
title_en = "No gradient at 0"
title_zh = "0 处没有梯度"
"""


def sigmoid(X):
    small = torch.exp(-torch.abs(X))
    return torch.where(X >= 0, 1 / (1 + small), small / (1 + small))
