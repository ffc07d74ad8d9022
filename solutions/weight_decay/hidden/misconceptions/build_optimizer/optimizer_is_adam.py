"""
en = '''
You return another optimiser than SGD (Adam). It divides the gradient by its own size, so that the weight
decay no longer acts as the penalty of the formula. Use torch.optim.SGD.
'''
zh = '''
你返回的不是 SGD，而是 Adam。Adam 会用梯度自身的大小去除梯度，权重衰减便不再等同于公式中的惩罚项。请使用 torch.optim.SGD。
'''
section = "3.7.4"
title_en = "Adam instead of SGD"
title_zh = "用了 Adam 而不是 SGD"
"""

def build_optimizer(net, wd, lr=0.003):
    return torch.optim.Adam([{'params': net[0].weight, 'weight_decay': wd}, {'params': net[0].bias}], lr=lr)
