"""
en = '''After an entry has been moved it is not put back: the next differences are taken at another point. Restore each entry before you go on.'''
zh = '''某个元素被移动之后没有恢复：后面的差分是在另一个点上取的。请先恢复该元素，再处理下一个。'''
section = "2.4.1"
title_en = "The point is not restored"
title_zh = "没有恢复原来的点"
"""


def grad_check(f, x, eps=1e-6):
    x = x.double().clone()
    grad = torch.zeros_like(x)
    flat, g = x.view(-1), grad.view(-1)
    for i in range(flat.numel()):
        flat[i] += eps
        plus = f(x)
        flat[i] -= 2 * eps
        minus = f(x)
        g[i] = (plus - minus) / (2 * eps)
    return grad


# another coding
def grad_check(f, x, eps=1e-6):
    plus, minus = x.double().clone(), x.double().clone()
    grad = torch.zeros_like(plus)
    for i in range(x.numel()):
        plus.view(-1)[i] += eps
        minus.view(-1)[i] -= eps
        grad.view(-1)[i] = (f(plus) - f(minus)) / (2 * eps)
    return grad


# another coding
def grad_check(f, x, eps=1e-6):
    x = x.double()
    grad = torch.zeros_like(x)
    flat, g = x.view(-1), grad.view(-1)
    for i in range(flat.numel()):
        flat[i] += eps
        plus = f(x)
        flat[i] -= 2 * eps
        minus = f(x)
        g[i] = (plus - minus) / (2 * eps)
    return grad
