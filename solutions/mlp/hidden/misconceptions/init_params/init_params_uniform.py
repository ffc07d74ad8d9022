"""
en = '''The weights seem to be uniformly distributed: torch.rand instead of a normal distribution.'''
zh = '''权重似乎服从均匀分布：用了 torch.rand，而不是正态分布。'''
section = "5.2.1.1"
title_en = "Uniform instead of normal numbers"
title_zh = "用了均匀分布而不是正态分布"
"""


def init_params(num_inputs, num_hiddens, num_outputs):
    W1 = nn.Parameter(torch.rand(num_inputs, num_hiddens) * 0.01)
    b1 = nn.Parameter(torch.zeros(num_hiddens))
    W2 = nn.Parameter(torch.rand(num_hiddens, num_outputs) * 0.01)
    b2 = nn.Parameter(torch.zeros(num_outputs))
    return [W1, b1, W2, b2]
