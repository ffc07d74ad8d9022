"""
en = '''eps is a parameter, but the function computes with a number of its own, whatever eps is given.'''
zh = '''eps 是参数，但函数用的是自己写死的数，与传入的 eps 无关。'''
section = "2.4.1"
title_en = "eps ignored"
title_zh = "忽略了 eps"
"""


def grad_check(f, x, eps=1e-6):
    eps = 1e-6
    point = x.detach().double()
    gradient = torch.zeros_like(point)
    for k in range(point.numel()):
        step = torch.zeros(point.numel(), dtype=torch.float64)
        step[k] = eps
        step = step.reshape(point.shape)
        gradient.view(-1)[k] = (f(point + step) - f(point - step)) / (2 * eps)
    return gradient
