"""
en = '''With outputs of shape (n, 1) and labels of shape (n,) the difference seems to become an n × n matrix, whose sum is then divided by n: every output is compared with every label. Give y the shape of the output first.'''
zh = '''输出形状为 (n, 1)、标签形状为 (n,) 时，两者之差似乎变成了 n × n 的矩阵，其和又除以了 n：每个输出都与每个标签比较了一次。请先让 y 具有输出的形状。'''
section = "3.6.2"
title_en = "Labels broadcast, and counted by labels"
title_zh = "标签被广播，又按标签计数"
"""


def evaluate_loss(net, data_iter, loss):
    total, count = 0.0, 0
    for X, y in data_iter:
        total += loss(net(X), y).sum().item()
        count += y.numel()
    return total / count


# another coding
def evaluate_loss(net, data_iter, loss):
    total, count = 0.0, 0
    for X, y in data_iter:
        out = net(X)
        each = loss(out, y)
        total, count = total + float(each.sum()), count + len(y)
    return total / count
