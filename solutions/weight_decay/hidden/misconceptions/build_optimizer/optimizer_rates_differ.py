"""
en = '''The weight and the bias do not learn at the same rate: lr belongs to both as it is given.'''
zh = '''权重和偏置的学习率不同：两者都应使用给定的 lr，不作改变。'''
section = "3.7.4"
title_en = "A learning rate of its own for one parameter"
title_zh = "其中一个参数用了另外的学习率"
"""


def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{'params': net[0].weight, 'weight_decay': wd}, {'params': net[0].bias, 'lr': 2 * lr}], lr=lr)

# another coding
def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{'params': net[0].weight, 'weight_decay': wd, 'lr': 2 * lr}, {'params': net[0].bias}], lr=lr)

# another coding
def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{'params': net[0].weight, 'weight_decay': wd}, {'params': net[0].bias, 'lr': lr / 2}], lr=lr)

# another coding
def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{'params': net[0].weight, 'weight_decay': wd, 'lr': lr / 10}, {'params': net[0].bias}], lr=lr)

# another coding
def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{'params': net[0].weight, 'weight_decay': wd}, {'params': net[0].bias, 'lr': lr / 10}], lr=lr)
