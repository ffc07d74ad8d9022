"""
en = '''
Your w is all zeros. A linear model would still learn from there, but the exercise asks for random numbers
from N(0, 1), so that the effect of the penalty can be seen.
'''
zh = '''
你的 w 全为零。线性模型从零出发也能学习，但本题要求从 N(0, 1) 随机抽取，这样才能看到惩罚项的作用。
'''
section = "3.7.3.2"
title_en = "Weight zero"
title_zh = "权重为零"
"""

def init_params(num_inputs):
    w = torch.zeros(num_inputs, 1, requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    return [w, b]
