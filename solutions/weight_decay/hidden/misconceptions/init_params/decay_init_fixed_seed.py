"""
en = '''
Each call returns the same w: a seed is set inside the function, or w is made once and kept. Two trainings could then
never start from different points. Leave the seed to whoever calls the function, and draw at each call.
'''
zh = '''
每次调用都返回同样的 w：函数里设定了随机种子，或者 w 只生成了一次并被保存。这样两次训练的起点永远相同。种子应由函数的调用者来定，每次调用都重新抽取。
'''
section = "3.7.3.2"
title_en = "The same numbers at each call"
title_zh = "每次调用都得到相同的数"
"""

def init_params(num_inputs):
    torch.manual_seed(0)
    w = torch.normal(0, 1, size=(num_inputs, 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    return [w, b]
