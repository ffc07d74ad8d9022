"""
en = '''The weight decays lr times too slowly: wd is multiplied by lr once more. SGD itself multiplies the whole gradient, wd · w included, by lr.'''
zh = '''权重衰减得太慢，多乘了一次 lr：SGD 本身会把整个梯度（包括 wd · w）乘以 lr。'''
section = "3.7.4"
title_en = "wd multiplied by lr"
title_zh = "wd 多乘了一次 lr"
"""


def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{'params': net[0].weight, 'weight_decay': wd * lr}, {'params': net[0].bias}], lr=lr)
