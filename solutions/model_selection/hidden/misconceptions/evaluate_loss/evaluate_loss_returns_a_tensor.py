"""
en = '''The value is right, but it is a tensor. A Python number is asked for: a tensor keeps the whole graph alive, and collects in lists and plots.'''
zh = '''数值是对的，但它是张量。要求的是 Python 数：张量会让整个计算图一直保留，并堆积在列表和图中。'''
section = "3.6.2"
title_en = "A tensor instead of a number"
title_zh = "返回了张量而不是数"
"""


def evaluate_loss(net, data_iter, loss):
    total, count = torch.zeros(()), 0
    for X, y in data_iter:
        out = net(X)
        l = loss(out, y.reshape(out.shape))
        total = total + l.sum()
        count += l.numel()
    return total / count
