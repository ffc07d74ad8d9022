"""
en = '''The data seem to be gone through more than once, or asked for their length. A generator can be used once and has no length: count while you add.'''
zh = '''似乎多次遍历了数据，或者取了它的长度。生成器只能用一次，也没有长度：请边累加边计数。'''
section = "3.6.2"
title_en = "The data gone through twice"
title_zh = "把数据走了两遍"
"""


def evaluate_loss(net, data_iter, loss):
    total = 0.0
    for X, y in data_iter:
        out = net(X)
        total += loss(out, y.reshape(out.shape)).sum().item()
    return total / sum(y.numel() for _, y in data_iter)


# another coding
def evaluate_loss(net, data_iter, loss):
    n = sum(len(y) for X, y in data_iter)
    total = 0.0
    for X, y in data_iter:
        out = net(X)
        total += loss(out, y.reshape(out.shape)).sum().item()
    return total / n


# another coding
def evaluate_loss(net, data_iter, loss):
    n = sum(y.numel() for X, y in data_iter)
    total = 0.0
    for X, y in data_iter:
        out = net(X)
        total += loss(out, y.reshape(out.shape)).sum().item()
    return total / n
