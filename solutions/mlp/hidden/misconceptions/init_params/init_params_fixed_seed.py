"""
en = '''Each call returns the same numbers: a seed is set inside the function, or the numbers are made once and kept. Leave the seed to the caller, and draw anew at each call.'''
zh = '''每次调用都返回同样的数：函数内部设定了随机种子，或者这些数只生成了一次并被保存。请把种子留给调用者，每次调用都重新抽取。'''
section = "5.2.1.1"
title_en = "The same numbers at each call"
title_zh = "每次调用都得到相同的数"
"""


def init_params(num_inputs, num_hiddens, num_outputs):
    torch.manual_seed(0)
    W1 = nn.Parameter(torch.randn(num_inputs, num_hiddens) * 0.01)
    b1 = nn.Parameter(torch.zeros(num_hiddens))
    W2 = nn.Parameter(torch.randn(num_hiddens, num_outputs) * 0.01)
    b2 = nn.Parameter(torch.zeros(num_outputs))
    return [W1, b1, W2, b2]
