"""
en = '''The weights seem to have a variance of 0.01, that is a standard deviation of 0.1. In N(0, 0.01²) the number 0.01 is the standard deviation; check which of the two your function takes.'''
zh = '''权重的方差似乎是 0.01，也就是标准差为 0.1。在 N(0, 0.01²) 中，0.01 是标准差；请检查你所用的函数要的是哪一个。'''
section = "5.2.1.1"
title_en = "Variance and standard deviation confused"
title_zh = "混淆了方差与标准差"
"""


def init_params(num_inputs, num_hiddens, num_outputs):
    std = 0.01 ** 0.5
    W1 = nn.Parameter(torch.normal(0, std, (num_inputs, num_hiddens)))
    b1 = nn.Parameter(torch.zeros(num_hiddens))
    W2 = nn.Parameter(torch.normal(0, std, (num_hiddens, num_outputs)))
    b2 = nn.Parameter(torch.zeros(num_outputs))
    return [W1, b1, W2, b2]
