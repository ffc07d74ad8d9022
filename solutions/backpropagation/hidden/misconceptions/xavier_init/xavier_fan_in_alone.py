"""
en = '''The variance is 1 / fan_in: it keeps the signal on the way forward, but not the gradient on the way back. Xavier's variance takes both numbers, 2 / (fan_in + fan_out).'''
zh = '''方差为 1 / fan_in：前向传播时信号得以保持，反向传播时梯度却不行。Xavier 的方差用到两个数：2 / (fan_in + fan_out)。'''
section = "5.4.2.2"
title_en = "fan_in alone"
title_zh = "只用了 fan_in"
"""


def xavier_init(fan_in, fan_out):
    return torch.randn(fan_in, fan_out) * (1 / fan_in) ** 0.5
