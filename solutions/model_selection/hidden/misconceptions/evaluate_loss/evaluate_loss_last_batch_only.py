"""
en = '''Only the last batch seems to count: the result is overwritten in each round, or the computation stands after the loop.'''
zh = '''似乎只有最后一个批量起作用：结果在每一轮都被覆盖，或者计算写在了循环之后。'''
section = "3.6.2"
title_en = "Only the last batch"
title_zh = "只算了最后一个批量"
"""


def evaluate_loss(net, data_iter, loss):
    for X, y in data_iter:
        out = net(X)
        result = loss(out, y.reshape(out.shape)).mean().item()
    return result
