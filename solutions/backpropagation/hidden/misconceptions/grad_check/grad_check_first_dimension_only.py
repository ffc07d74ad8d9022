"""
en = '''Only the first dimension is gone through: for a matrix, x[k] is a whole row, and moving it at once gives the sum of its derivatives. Go through every element.'''
zh = '''只遍历了第一维：对矩阵来说 x[k] 是一整行，同时移动它得到的是这一行各导数之和。请遍历每一个元素。'''
section = "2.4.1"
title_en = "Only the first dimension"
title_zh = "只处理了第一维"
"""


def grad_check(f, x, eps=1e-6):
    point = x.detach().double()
    gradient = torch.zeros_like(point)
    if point.ndim == 0:
        return (f(point + eps) - f(point - eps)) / (2 * eps)
    for k in range(len(point)):
        step = torch.zeros_like(point)
        step[k] = eps
        gradient[k] = (f(point + step) - f(point - step)) / (2 * eps)
    return gradient
