"""
en = '''
The weight requires a gradient, but the bias does not: it would stay at 0 for ever. Both are trained.
'''
zh = '''
权重需要梯度，但偏置不需要：它将永远停在 0。两者都要参加训练。
'''
section = "3.7.3.2"
title_en = "Bias without a gradient"
title_zh = "偏置不需要梯度"
"""

def init_params(num_inputs):
    w = torch.normal(0, 1, size=(num_inputs, 1), requires_grad=True)
    b = torch.zeros(1)
    return [w, b]
