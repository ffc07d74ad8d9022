"""
en = '''
The bias is decayed as well as the weight: weight_decay given to the optimiser as a whole holds for every
parameter. Give each parameter group its own.
'''
zh = '''
偏置也和权重一起衰减了：直接给优化器的 weight_decay 对所有参数都有效。请给每个参数组各自设置。
'''
section = "3.7.4"
title_en = "The bias decayed, too"
title_zh = "偏置也被衰减"
"""

def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD(net.parameters(), lr=lr, weight_decay=wd)
