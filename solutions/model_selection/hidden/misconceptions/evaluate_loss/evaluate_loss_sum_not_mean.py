"""
en = '''The losses seem to be summed up and not divided by their number: the result grows with the data set.'''
zh = '''损失似乎只是求和，没有除以个数：结果会随数据集变大而增大。'''
section = "3.6.2"
title_en = "The sum instead of the mean"
title_zh = "返回了总和而不是平均"
"""


def evaluate_loss(net, data_iter, loss):
    total = 0.0
    for X, y in data_iter:
        out = net(X)
        total += loss(out, y.reshape(out.shape)).sum().item()
    return total


# another coding
def evaluate_loss(net, data_iter, loss):
    total = 0.0
    for X, y in data_iter:
        out = net(X)
        total += loss(out, y.reshape(out.shape)).sum()
    return total
