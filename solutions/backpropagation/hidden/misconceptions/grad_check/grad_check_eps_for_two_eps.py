"""
en = '''The result is twice too large: x + eps and x − eps lie 2 · eps apart, so the difference is divided by 2 · eps.'''
zh = '''结果大了一倍：x + eps 与 x − eps 相距 2 · eps，所以差要除以 2 · eps。'''
section = "2.4.1"
title_en = "eps instead of 2·eps"
title_zh = "除以了 eps 而不是 2·eps"
"""


def grad_check(f, x, eps=1e-6):
    point = x.detach().double()
    gradient = torch.zeros_like(point)
    for k in range(point.numel()):
        step = torch.zeros(point.numel(), dtype=torch.float64)
        step[k] = eps
        step = step.reshape(point.shape)
        gradient.view(-1)[k] = (f(point + step) - f(point - step)) / eps
    return gradient
