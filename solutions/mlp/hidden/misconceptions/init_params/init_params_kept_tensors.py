"""
en = '''Each call hands out the very same tensors: they are made once and kept, by a cache, a global or a default argument. What one training does to them is still there when the next one begins. Make new tensors inside the function.'''
zh = '''每次调用返回的都是同一批张量：它们只生成一次，被缓存、全局变量或默认参数保存下来。一次训练对它们的改动，会带到下一次训练里。请在函数内部生成新的张量。'''
section = "5.2.1.1"
title_en = "The same parameters handed out again"
title_zh = "重复返回同一批参数"
"""


from functools import lru_cache


@lru_cache
def init_params(num_inputs, num_hiddens, num_outputs):
    W1 = nn.Parameter(torch.randn(num_inputs, num_hiddens) * 0.01)
    b1 = nn.Parameter(torch.zeros(num_hiddens))
    W2 = nn.Parameter(torch.randn(num_hiddens, num_outputs) * 0.01)
    b2 = nn.Parameter(torch.zeros(num_outputs))
    return [W1, b1, W2, b2]
