"""
en = '''The weight decays half as fast as wd says. SGD adds wd · w to the gradient, which is that of ½ · wd · w² already.'''
zh = '''权重的衰减只有 wd 的一半。SGD 给梯度加上 wd · w，它已经是 ½ · wd · w² 的梯度。'''
section = "3.7.4"
title_en = "Decay halved"
title_zh = "衰减减半了"
"""


def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{'params': net[0].weight, 'weight_decay': wd / 2}, {'params': net[0].bias}], lr=lr)
