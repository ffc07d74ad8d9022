"""
en = '''All weights seem to start at 0. Then every hidden unit is silent and alike, and no gradient reaches the first layer: nothing ever tells the units apart.'''
zh = '''所有权重似乎都从 0 开始。这样每个隐藏单元都没有输出、彼此相同，梯度也到不了第一层：它们永远无法分化。'''
section = "5.4.1.3"
title_en = "All weights zero"
title_zh = "所有权重都是零"
"""


def init_params(num_inputs, num_hiddens, num_outputs):
    W1 = nn.Parameter(torch.zeros(num_inputs, num_hiddens))
    b1 = nn.Parameter(torch.zeros(num_hiddens))
    W2 = nn.Parameter(torch.zeros(num_hiddens, num_outputs))
    b2 = nn.Parameter(torch.zeros(num_outputs))
    return [W1, b1, W2, b2]
