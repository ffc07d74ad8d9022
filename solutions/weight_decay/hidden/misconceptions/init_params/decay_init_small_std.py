"""
en = '''
The entries of your w have standard deviation 0.01, as in other exercises; here it is 1. With so small a
start there would be little left to decay. Look at the distribution that is asked for.
'''
zh = '''
你的 w 各元素的标准差是 0.01（其他练习中如此），这里要求的是 1。起点这么小，就没有多少可衰减的了。请看题目要求的分布。
'''
section = "3.7.3.2"
title_en = "Standard deviation too small"
title_zh = "标准差太小"
"""

def init_params(num_inputs):
    w = torch.normal(0, 0.01, size=(num_inputs, 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    return [w, b]
