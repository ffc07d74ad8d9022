"""
en = '''The draws are uniform, and the standard deviation was taken for the bound: a uniform distribution on (-a, a) has variance a² / 3, so a is √3 times larger.'''
zh = '''取值是均匀分布，但把标准差当成了边界：(-a, a) 上均匀分布的方差为 a² / 3，所以 a 应当再大 √3 倍。'''
section = "5.4.2.2"
title_en = "Bound of the uniform distribution confused"
title_zh = "混淆了均匀分布的界与标准差"
"""


def xavier_init(fan_in, fan_out):
    a = (2 / (fan_in + fan_out)) ** 0.5
    return torch.rand(fan_in, fan_out) * 2 * a - a
