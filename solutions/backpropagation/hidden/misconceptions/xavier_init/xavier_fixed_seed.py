"""
en = '''Two calls give the same numbers: a seed is set inside the function, or they are made once and kept. All layers would start alike; set seeds outside, and draw at each call.'''
zh = '''两次调用得到相同的数：函数内部设定了随机种子，或者这些数只生成了一次并被保存。这样各层的初始值都一样；请在函数之外设定种子，每次调用都重新抽取。'''
section = "5.4.2.2"
title_en = "The same numbers at each call"
title_zh = "每次调用都得到相同的数"
"""


def xavier_init(fan_in, fan_out):
    torch.manual_seed(0)
    return torch.randn(fan_in, fan_out) * (2 / (fan_in + fan_out)) ** 0.5
