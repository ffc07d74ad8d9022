"""
en = '''The biases are not 0 at first. Only the weights are drawn at random; the biases start at 0.'''
zh = '''偏置最初不是 0。只有权重随机抽取，偏置从 0 开始。'''
section = "5.2.1.1"
title_en = "Biases that do not start at 0"
title_zh = "偏置没有从 0 开始"
"""


def init_params(num_inputs, num_hiddens, num_outputs):
    shapes = (num_inputs, num_hiddens), (num_hiddens,), (num_hiddens, num_outputs), (num_outputs,)
    return [nn.Parameter(torch.randn(shape) * 0.01) for shape in shapes]
