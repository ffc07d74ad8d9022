"""
en = '''The shape is (fan_out, fan_in), as in nn.Linear: here a layer computes x @ W, so W has shape (fan_in, fan_out).'''
zh = '''形状是 (fan_out, fan_in)，与 nn.Linear 一样：这里一层计算 x @ W，所以 W 的形状是 (fan_in, fan_out)。'''
section = "5.4.2.2"
title_en = "Transposed"
title_zh = "结果转置了"
"""


def xavier_init(fan_in, fan_out):
    return torch.randn(fan_out, fan_in) * (2 / (fan_in + fan_out)) ** 0.5
