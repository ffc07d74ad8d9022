"""
en = '''
Your w is right, but b does not start at 0. Only the weight is drawn.
'''
zh = '''
你的 w 正确，但 b 的初值不是 0。只有权重需要随机抽取。
'''
section = "3.7.3.2"
title_en = "Bias not zero"
title_zh = "偏置不为零"
"""

def init_params(num_inputs):
    w = torch.randn(num_inputs, 1, requires_grad=True)
    b = torch.randn(1, requires_grad=True)
    return [w, b]


# another coding
def init_params(num_inputs):
    return [torch.normal(0, 1, size=(num_inputs, 1), requires_grad=True), torch.ones(1, requires_grad=True)]
