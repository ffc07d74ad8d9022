"""
en = '''
The optimiser remembers earlier gradients: it has momentum. Plain SGD was asked for: each step depends on
the present gradient only.
'''
zh = '''
优化器记住了之前的梯度：它带有动量。题目要求普通的 SGD：每一步只取决于当前的梯度。
'''
section = "3.7.4"
title_en = "Momentum added"
title_zh = "加了动量"
"""

def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{'params': net[0].weight, 'weight_decay': wd}, {'params': net[0].bias}], lr=lr, momentum=0.9)
