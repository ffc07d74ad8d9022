"""
en = '''Each epoch takes one step, by its first batch alone: the other batches are never used. What ends the loop over the batches, or is it missing?'''
zh = '''每一轮只用第一个批量更新一步，其余的批量从未用到。是什么提前结束了遍历批量的循环，还是缺少这个循环？'''
section = "3.4.4"
title_en = "Only the first batch of each epoch"
title_zh = "每轮只用第一个批量"
"""


def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, size=(features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            squared_loss(linreg(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
            break
    return w, b
