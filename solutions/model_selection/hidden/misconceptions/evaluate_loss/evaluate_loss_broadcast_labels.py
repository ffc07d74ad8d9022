"""
en = '''With outputs of shape (n, 1) and labels of shape (n,) the difference seems to become an n × n matrix: every output is compared with every label. Give y the shape of the output first.'''
zh = '''输出形状为 (n, 1)、标签形状为 (n,) 时，两者之差似乎变成了 n × n 的矩阵：每个输出都与每个标签比较了一次。请先让 y 具有输出的形状。'''
section = "3.6.2"
title_en = "Labels of another shape broadcast"
title_zh = "形状不同的标签被广播"
"""


def evaluate_loss(net, data_iter, loss):
    total, count = 0.0, 0
    for X, y in data_iter:
        l = loss(net(X), y)
        total += l.sum().item()
        count += l.numel()
    return total / count
