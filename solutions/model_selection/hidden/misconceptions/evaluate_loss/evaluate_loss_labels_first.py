"""
en = '''The loss gets the labels first and the outputs second. A symmetric loss does not mind, others do: call loss(output, label).'''
zh = '''损失函数先得到了标签，后得到输出。对称的损失看不出区别，别的损失则不然：请写 loss(输出, 标签)。'''
section = "3.6.2"
title_en = "The arguments of the loss exchanged"
title_zh = "损失的两个参数写反了"
"""


def evaluate_loss(net, data_iter, loss):
    total, count = 0.0, 0
    for X, y in data_iter:
        out = net(X)
        each = loss(y.reshape(out.shape), out)
        total, count = total + float(each.sum()), count + each.numel()
    return total / count


# another coding
def evaluate_loss(net, data_iter, loss):
    total, count = 0.0, 0
    for X, y in data_iter:
        out = net(X)
        each = loss(y.reshape(out.shape), out)
        total, count = total + float(each.sum()), count + len(y)
    return total / count
