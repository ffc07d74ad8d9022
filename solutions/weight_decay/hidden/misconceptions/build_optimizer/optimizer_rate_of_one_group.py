"""
en = '''lr reaches only one of the two parameters; the other moves with PyTorch's default rate. Where does a setting stand that is to hold for both groups?'''
zh = '''lr 只对两个参数中的一个起作用；另一个用的是 PyTorch 的默认学习率。对两组都有效的设置应写在哪里？'''
section = "3.7.4"
title_en = "Learning rate for one group only"
title_zh = "只有一组用了给定的学习率"
"""


def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{'params': net[0].weight, 'weight_decay': wd, 'lr': lr}, {'params': net[0].bias}])

# another coding
def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{'params': net[0].weight, 'weight_decay': wd}, {'params': net[0].bias, 'lr': lr}])
