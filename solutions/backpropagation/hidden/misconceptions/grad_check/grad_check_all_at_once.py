"""
en = '''All elements are moved at the same time: the difference is the sum of all derivatives. Move one element, and leave the others where they are.'''
zh = '''所有元素被同时移动：得到的差是全部导数之和。请只移动一个元素，其余保持不动。'''
section = "2.4.1"
title_en = "All entries moved at once"
title_zh = "所有元素一起移动"
"""


def grad_check(f, x, eps=1e-6):
    point = x.detach().double()
    return torch.ones_like(point) * (f(point + eps) - f(point - eps)) / (2 * eps)
