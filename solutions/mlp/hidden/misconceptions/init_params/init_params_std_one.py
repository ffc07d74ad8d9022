"""
en = '''The weights seem to have a standard deviation of 1: the factor 0.01 is missing. With hundreds of inputs the logits become huge and the first steps throw the network about.'''
zh = '''权重的标准差似乎是 1：缺少因子 0.01。输入有几百个时，logits 会变得很大，最初几步就会让网络大幅震荡。'''
section = "5.2.1.1"
title_en = "Standard deviation 1 instead of 0.01"
title_zh = "标准差是 1 而不是 0.01"
"""


def init_params(num_inputs, num_hiddens, num_outputs):
    W1 = nn.Parameter(torch.randn(num_inputs, num_hiddens))
    b1 = nn.Parameter(torch.zeros(num_hiddens))
    W2 = nn.Parameter(torch.randn(num_hiddens, num_outputs))
    b2 = nn.Parameter(torch.zeros(num_outputs))
    return [W1, b1, W2, b2]
