"""
en = '''You count the examples as the number of batches times the size of one batch: the last batch may be smaller, so that the count is wrong. Add up how many examples each batch has.'''
zh = '''你用批量的个数乘以某一批量的大小来计算样本数：最后一个批量可能较小，因此结果不对。请把每个批量的样本数加起来。'''
section = "4.4.5"
title_en = "Batches times a batch's size for the examples"
title_zh = "用批量个数乘以批量大小当作样本数"
"""


def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
    right = batches = 0
    with torch.no_grad():
        for X, y in data_iter:
            right += accuracy(net(X), y)
            batches += 1
    return right / (batches * len(y))

# another coding
def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
    right, sizes = 0, []
    with torch.no_grad():
        for X, y in data_iter:
            right += accuracy(net(X), y)
            sizes.append(len(y))
    return right / (len(sizes) * sizes[0])
