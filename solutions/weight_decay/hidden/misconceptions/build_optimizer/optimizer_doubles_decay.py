"""
en = '''
The weight is decayed twice as much as wd says. The gradient of ½·wd·w² is wd·w, and SGD adds just that: no
factor 2 is needed.
'''
zh = '''
权重的衰减是 wd 所指定的两倍。½·wd·w² 的梯度是 wd·w，SGD 加上的正是它：不需要再乘 2。
'''
section = "3.7.4"
title_en = "Decay doubled"
title_zh = "衰减加倍了"
"""

def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{'params': net[0].weight, 'weight_decay': 2 * wd}, {'params': net[0].bias}], lr=lr)
