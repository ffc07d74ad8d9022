"""
en = '''The means of the batches seem to be added up, and the sum is not divided: two batches give about twice the loss of one. Add up the losses themselves, and divide by their number.'''
zh = '''各批量的均值似乎被加了起来，没有再除：两个批量的结果约为一个批量的两倍。请把损失本身相加，再除以损失的个数。'''
section = "3.6.2"
title_en = "The batches' means added up"
title_zh = "把各批量的均值相加"
"""


def evaluate_loss(net, data_iter, loss):
    total = 0.0
    for X, y in data_iter:
        out = net(X)
        total += loss(out, y.reshape(out.shape)).mean().item()
    return total
