"""
en = '''Two calls give the same numbers: a seed is set inside the function. All layers would start alike; set seeds in the notebook, outside.'''
zh = '''两次调用得到相同的数：函数内部设定了随机种子。这样各层的初始值都一样；请在函数之外设定种子。'''
section = "5.4.2.2"
title_en = "A seed set inside the function"
title_zh = "在函数里固定了随机种子"
"""


def xavier_init(fan_in, fan_out):
    torch.manual_seed(0)
    return torch.randn(fan_in, fan_out) * (2 / (fan_in + fan_out)) ** 0.5
