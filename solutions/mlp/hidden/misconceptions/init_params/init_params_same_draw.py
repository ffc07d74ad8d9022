"""
en = '''W1 and W2 seem to hold the same random numbers: both come from one draw, or the generator is seeded again before each. Each weight needs a draw of its own.'''
zh = '''W1 和 W2 似乎含有相同的随机数：两者来自同一次抽取，或者每次抽取前都重新设了种子。每个权重都需要自己的抽取。'''
section = "5.2.1.1"
title_en = "Both weights from the same draw"
title_zh = "两个权重来自同一次抽取"
"""


def init_params(num_inputs, num_hiddens, num_outputs):
    size = max(num_inputs * num_hiddens, num_hiddens * num_outputs)
    draw = torch.randn(size) * 0.01
    W1 = nn.Parameter(draw[:num_inputs * num_hiddens].reshape(num_inputs, num_hiddens).clone())
    b1 = nn.Parameter(torch.zeros(num_hiddens))
    W2 = nn.Parameter(draw[:num_hiddens * num_outputs].reshape(num_hiddens, num_outputs).clone())
    b2 = nn.Parameter(torch.zeros(num_outputs))
    return [W1, b1, W2, b2]
