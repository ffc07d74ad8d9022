"""
en = '''The parameters move once an epoch, not once a batch. Does the update stand inside the loop over the batches?'''
zh = '''参数每轮只更新一次，而不是每个批量一次。更新是否写在遍历批量的循环里？'''
section = "3.4.4"
title_en = "One step an epoch"
title_zh = "每轮只更新一次"
"""


def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, size=(features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            squared_loss(linreg(X, w, b), y).sum().backward()
        sgd([w, b], lr, batch_size)
    return w, b


# another coding
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, size=(features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            l = squared_loss(linreg(X, w, b), y)
        l.sum().backward()
        sgd([w, b], lr, batch_size)
    return w, b
