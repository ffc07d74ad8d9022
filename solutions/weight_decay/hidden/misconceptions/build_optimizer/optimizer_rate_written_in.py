"""
en = '''The learning rate is the same whatever lr is given: a number is written in, or PyTorch's default is taken. Hand the argument on.'''
zh = '''不论传入什么 lr，学习率都一样：是写死的数，或 PyTorch 的默认值。请把参数传下去。'''
section = "3.7.4"
title_en = "Learning rate written in"
title_zh = "学习率写死了"
"""


def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{'params': net[0].weight, 'weight_decay': wd}, {'params': net[0].bias}], lr=0.003)

# another coding

def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{'params': net[0].weight, 'weight_decay': wd}, {'params': net[0].bias}])

# another coding

def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{'params': net[0].weight, 'weight_decay': wd}, {'params': net[0].bias}], lr=0.01)
