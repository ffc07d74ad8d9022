"""
en = '''Every call seems to return the same numbers: a seed is fixed inside the function. Leave the seed to the caller; a function that draws should draw anew.'''
zh = '''每次调用似乎都返回同样的数：函数内部固定了随机种子。请把种子留给调用者；负责抽取的函数应当每次重新抽取。'''
section = "5.2.1.1"
title_en = "A seed set inside the function"
title_zh = "在函数里固定了随机种子"
"""


def init_params(num_inputs, num_hiddens, num_outputs):
    torch.manual_seed(0)
    W1 = nn.Parameter(torch.randn(num_inputs, num_hiddens) * 0.01)
    b1 = nn.Parameter(torch.zeros(num_hiddens))
    W2 = nn.Parameter(torch.randn(num_hiddens, num_outputs) * 0.01)
    b2 = nn.Parameter(torch.zeros(num_outputs))
    return [W1, b1, W2, b2]
