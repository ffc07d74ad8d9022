"""
en = '''All weights seem to start at the same number. Then all hidden units compute the same, get the same gradient and stay alike forever, as if there were a single one.'''
zh = '''所有权重似乎都从同一个数开始。这样所有隐藏单元计算相同、梯度相同，永远保持一致，就像只有一个单元一样。'''
section = "5.4.1.3"
title_en = "All weights equal"
title_zh = "所有权重都相同"
"""


def init_params(num_inputs, num_hiddens, num_outputs):
    W1 = nn.Parameter(torch.ones(num_inputs, num_hiddens))
    b1 = nn.Parameter(torch.zeros(num_hiddens))
    W2 = nn.Parameter(torch.ones(num_hiddens, num_outputs))
    b2 = nn.Parameter(torch.zeros(num_outputs))
    return [W1, b1, W2, b2]
