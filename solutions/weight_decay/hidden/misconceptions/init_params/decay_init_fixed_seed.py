"""
en = '''
Each call returns the same w: you set the random seed inside the function. Two trainings could then never
start from different points, and everybody else's random numbers are disturbed. Leave the seed to whoever
calls the function.
'''
zh = '''
每次调用都返回同样的 w：你在函数里固定了随机种子。这样两次训练的起点永远相同，还会打乱其他地方的随机数。种子应由函数的调用者来定。
'''
section = "3.7.3.2"
title_en = "A seed set inside the function"
title_zh = "在函数里固定了随机种子"
"""

def init_params(num_inputs):
    torch.manual_seed(0)
    w = torch.normal(0, 1, size=(num_inputs, 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    return [w, b]
