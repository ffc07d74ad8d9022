"""
en = '''x is another one after the call: its elements are moved in place and not put back, or not exactly. Work on a copy.'''
zh = '''调用之后 x 变了：它的元素被原地移动，没有（或没有准确地）移回来。请在副本上计算。'''
section = "2.4.1"
title_en = "x changed"
title_zh = "修改了 x"
"""


def grad_check(f, x, eps=1e-6):
    flat, gradient = x.view(-1), torch.zeros(x.numel(), dtype=torch.float64)
    for k in range(x.numel()):
        flat[k] += eps
        up = f(x.double())
        flat[k] -= 2 * eps
        gradient[k] = (up - f(x.double())) / (2 * eps)
    return gradient.reshape(x.shape)
