"""
en = '''Each call hands out the very same tensors: they are made once and kept, by a cache, a global or a default argument. What one training does to them is still there when the next one begins. Make new tensors inside the function.'''
zh = '''每次调用返回的都是同一批张量：它们只生成一次，被缓存、全局变量或默认参数保存下来。一次训练对它们的改动，会带到下一次训练里。请在函数内部生成新的张量。'''
section = "3.7.3.2"
title_en = "The same tensors handed out again"
title_zh = "重复返回同一批张量"
"""


from functools import lru_cache


@lru_cache
def init_params(num_inputs):
    w = torch.normal(0, 1, size=(num_inputs, 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    return [w, b]
