"""
en = '''Batches that are smaller than the first seem to be left out. Every example counts, the last few as well.'''
zh = '''比第一个批量小的批量似乎被跳过了。每个样本都要计入，最后几个也一样。'''
section = "3.6.2"
title_en = "Short batches left out"
title_zh = "跳过了较小的批量"
"""


def evaluate_loss(net, data_iter, loss):
    total, count, size = 0.0, 0, 0
    for X, y in data_iter:
        size = size or len(X)
        if len(X) < size:
            continue
        out = net(X)
        losses = loss(out, y.reshape(out.shape))
        total, count = total + losses.sum().item(), count + losses.numel()
    return total / count

# another coding
def evaluate_loss(net, data_iter, loss):
    batches = list(data_iter)
    if len(batches[-1][0]) < len(batches[0][0]):
        batches.pop()
    outputs = [(net(X), y) for X, y in batches]
    losses = torch.cat([loss(out, y.reshape(out.shape)).flatten() for out, y in outputs])
    return losses.mean().item()
