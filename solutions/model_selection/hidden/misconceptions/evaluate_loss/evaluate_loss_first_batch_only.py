"""
en = '''Only the first batch seems to count: is there a return inside the loop?'''
zh = '''似乎只有第一个批量起作用：循环里是否有 return？'''
section = "3.6.2"
title_en = "Only the first batch"
title_zh = "只算了第一个批量"
"""


def evaluate_loss(net, data_iter, loss):
    total, count = 0.0, 0
    for X, y in data_iter:
        out = net(X)
        l = loss(out, y.reshape(out.shape))
        total += l.sum().item()
        count += l.numel()
        return total / count
