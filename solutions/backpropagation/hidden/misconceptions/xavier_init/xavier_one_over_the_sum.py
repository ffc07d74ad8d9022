"""
en = '''The variance is 1 / (fan_in + fan_out), half of what it should be: the 2 is missing, and ten layers make the signal a thousand times smaller.'''
zh = '''方差为 1 / (fan_in + fan_out)，只有应有的一半：漏掉了 2，经过十层之后信号的方差会缩小到千分之一。'''
section = "5.4.2.2"
title_en = "1 instead of 2 in the variance"
title_zh = "方差中用了 1 而不是 2"
"""


def xavier_init(fan_in, fan_out):
    return torch.randn(fan_in, fan_out) * (1 / (fan_in + fan_out)) ** 0.5
