"""
en = '''
Your w seems to be uniform between 0 and 1: torch.rand. A normal distribution has mean 0 and takes negative
values, too. Look at the names of torch's random functions.
'''
zh = '''
你的 w 似乎服从 0 到 1 之间的均匀分布：torch.rand。正态分布的均值为 0，也会取负值。请查看 torch 各随机函数的名字。
'''
section = "3.7.3.2"
title_en = "Uniform instead of normal numbers"
title_zh = "用了均匀分布而不是正态分布"
"""

def init_params(num_inputs):
    w = torch.rand(num_inputs, 1, requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    return [w, b]
