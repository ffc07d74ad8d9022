"""
en = '''This is the one-sided difference, f(x + eps) − f(x) or f(x) − f(x − eps): its error is of the order eps, that of the central difference, f(x + eps) − f(x − eps) over 2 · eps, of the order eps².'''
zh = '''这是单侧差分 f(x + eps) − f(x) 或 f(x) − f(x − eps)：误差的量级为 eps；中心差分 f(x + eps) − f(x − eps) 除以 2 · eps，误差的量级为 eps²。'''
section = "2.4.1"
title_en = "One-sided instead of central differences"
title_zh = "用了单侧差分而不是中心差分"
"""


def grad_check(f, x, eps=1e-6):
    point = x.detach().double()
    gradient = torch.zeros_like(point)
    for k in range(point.numel()):
        step = torch.zeros(point.numel(), dtype=torch.float64)
        step[k] = eps
        step = step.reshape(point.shape)
        gradient.view(-1)[k] = (f(point + step) - f(point)) / eps
    return gradient


# another coding
def grad_check(f, x, eps=1e-6):
    point = x.detach().double()
    gradient = torch.zeros_like(point)
    for k in range(point.numel()):
        step = torch.zeros_like(point)
        step.view(-1)[k] = eps
        gradient.view(-1)[k] = (f(point) - f(point - step)) / eps
    return gradient
