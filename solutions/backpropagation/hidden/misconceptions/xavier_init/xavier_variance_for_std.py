"""
en = '''The draws are far too small: 2 / (fan_in + fan_out) is the variance, and normal_ and randn * s take the standard deviation, which is its root.'''
zh = '''抽取的数太小了：2 / (fan_in + fan_out) 是方差，而 normal_ 和 randn * s 用的是标准差，即方差的平方根。'''
section = "5.4.2.2"
title_en = "Variance taken for standard deviation"
title_zh = "把方差当成了标准差"
"""


def xavier_init(fan_in, fan_out):
    return torch.normal(0, 2 / (fan_in + fan_out), (fan_in, fan_out))
