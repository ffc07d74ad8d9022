"""
en = '''The sum of the losses seems to be divided by the number of batches. What should it be divided by, so that a mean over examples results?'''
zh = '''损失之和似乎除以了批量的个数。应当除以什么，才能得到对样本的均值？'''
section = "3.6.2"
title_en = "Divided by the number of batches"
title_zh = "除以了批量的个数"
"""


def evaluate_loss(net, data_iter, loss):
    total, batches = 0.0, 0
    for X, y in data_iter:
        out = net(X)
        total += loss(out, y.reshape(out.shape)).sum().item()
        batches += 1
    return total / batches


# another coding
def evaluate_loss(net, data_iter, loss):
    total, batches = 0.0, 0
    for X, y in data_iter:
        out = net(X)
        total += loss(out, y.reshape(out.shape)).sum()
        batches += 1
    return total / batches
