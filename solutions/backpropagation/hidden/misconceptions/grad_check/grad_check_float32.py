"""
en = '''x is not converted: in float32 a number near 1 has steps of 1e-7, so that a difference over 1e-6 is mostly rounding. Convert x to float64 first.'''
zh = '''没有转换 x：在 float32 中，1 附近相邻两数相差 1e-7，除以 1e-6 的差大多是舍入误差。请先把 x 转换为 float64。'''
section = "2.4.1"
title_en = "Computed in float32"
title_zh = "用 float32 计算"
"""


def grad_check(f, x, eps=1e-6):
    gradient = torch.zeros(x.numel(), dtype=x.dtype)
    for k in range(x.numel()):
        step = torch.zeros(x.numel(), dtype=x.dtype)
        step[k] = eps
        step = step.reshape(x.shape)
        gradient[k] = (f(x + step) - f(x - step)) / (2 * eps)
    return gradient.reshape(x.shape)
