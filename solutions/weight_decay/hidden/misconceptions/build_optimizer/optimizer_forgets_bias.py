"""
en = '''
The weight is trained and decayed, but the bias never moves. Is it in the optimiser? Not decaying it does not
mean not training it.
'''
zh = '''
权重会被训练和衰减，但偏置从不更新。它在优化器里吗？不衰减偏置并不等于不训练偏置。
'''
section = "3.7.4"
title_en = "Bias missing from the optimizer"
title_zh = "优化器里缺少偏置"
"""

def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{'params': net[0].weight, 'weight_decay': wd}], lr=lr)
