"""
en = '''The loss that is given is not used: a squared error of your own stands in its place. Call `loss`, whatever it is.'''
zh = '''没有使用传入的损失函数，而是自己写了平方误差。无论是什么损失，都请调用 `loss`。'''
section = "3.6.2"
title_en = "A loss of its own"
title_zh = "没有用传入的损失"
"""


def evaluate_loss(net, data_iter, loss):
    total, count = 0.0, 0
    for X, y in data_iter:
        out = net(X)
        each = (out - y.reshape(out.shape)) ** 2
        total, count = total + float(each.sum()), count + each.numel()
    return total / count


# another coding
def evaluate_loss(net, data_iter, loss):
    total, count = 0.0, 0
    for X, y in data_iter:
        out = net(X)
        each = (out - y.reshape(out.shape)) ** 2 / 2
        total, count = total + float(each.sum()), count + each.numel()
    return total / count


# another coding
def evaluate_loss(net, data_iter, loss):
    total, count = 0.0, 0
    for X, y in data_iter:
        out = net(X)
        each = (out - y.reshape(out.shape)) ** 2
        total, count = total + float(each.sum()), count + len(y)
    return total / count


# another coding
def evaluate_loss(net, data_iter, loss):
    total, count = 0.0, 0
    for X, y in data_iter:
        out = net(X)
        each = (out - y.reshape(out.shape)).abs()
        total, count = total + float(each.sum()), count + each.numel()
    return total / count
