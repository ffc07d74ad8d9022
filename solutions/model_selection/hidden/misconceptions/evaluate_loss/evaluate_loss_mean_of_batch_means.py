"""
en = '''You seem to average the means of the batches. A small last batch then counts as much as a full one; every example should count the same.'''
zh = '''你似乎对各批量的均值再取平均。这样较小的最后一个批量与完整的批量分量相同；而每个样本的分量应当相同。'''
section = "3.6.2"
title_en = "Mean of the batches' means"
title_zh = "取了各批量平均值的平均"
"""


def evaluate_loss(net, data_iter, loss):
    means = []
    for X, y in data_iter:
        out = net(X)
        means.append(loss(out, y.reshape(out.shape)).mean().item())
    return sum(means) / len(means)
