"""
en = '''The weights seem to be scaled after they became parameters. What comes out is the result of a multiplication, not a leaf: it never gets a .grad, and an optimiser cannot update it.'''
zh = '''权重似乎是在成为参数之后才缩放的。得到的是乘法的结果，不是叶子：它永远没有 .grad，优化器也无法更新它。'''
section = "5.2.1.1"
title_en = "Parameters that are no leaves"
title_zh = "参数不是叶子张量"
"""


def init_params(num_inputs, num_hiddens, num_outputs):
    W1 = nn.Parameter(torch.randn(num_inputs, num_hiddens)) * 0.01
    b1 = nn.Parameter(torch.zeros(num_hiddens))
    W2 = nn.Parameter(torch.randn(num_hiddens, num_outputs)) * 0.01
    b2 = nn.Parameter(torch.zeros(num_outputs))
    return [W1, b1, W2, b2]
