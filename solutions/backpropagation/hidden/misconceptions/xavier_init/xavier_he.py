"""
en = '''The variance is 2 / fan_in: that is He's (Kaiming's) initialisation, made for ReLU. Xavier's is 2 / (fan_in + fan_out).'''
zh = '''方差为 2 / fan_in：这是为 ReLU 设计的 He（Kaiming）初始化。Xavier 的方差是 2 / (fan_in + fan_out)。'''
section = "5.4.2.2"
title_en = "He's initialisation"
title_zh = "用了 He 初始化"
"""


def xavier_init(fan_in, fan_out):
    return torch.randn(fan_in, fan_out) * (2 / fan_in) ** 0.5
