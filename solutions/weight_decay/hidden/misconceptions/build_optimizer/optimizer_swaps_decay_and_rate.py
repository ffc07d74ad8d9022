"""
en = '''
wd and lr seem to have changed places: the steps have the size of wd, and the decay that of lr. Pass them by
name.
'''
zh = '''
wd 和 lr 似乎弄反了：步长用的是 wd，衰减用的是 lr。请按名字传入这两个参数。
'''
section = "3.7.4"
title_en = "wd and lr swapped"
title_zh = "wd 与 lr 弄反了"
"""

def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{'params': net[0].weight, 'weight_decay': lr}, {'params': net[0].bias}], lr=wd)
