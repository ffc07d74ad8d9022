"""
en = '''The training is one epoch shorter than num_epochs: with num_epochs=1 nothing is learned. How often does range(…) run the loop?'''
zh = '''训练比 num_epochs 少一轮：num_epochs=1 时什么也学不到。range(…) 使循环运行几次？'''
section = "3.4.4"
title_en = "One epoch too few"
title_zh = "少训练了一轮"
"""


def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, size=(features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(1, num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            squared_loss(linreg(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
    return w, b

# another coding

def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.zeros(features.shape[1], 1, requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(1, num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            squared_loss(linreg(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
    return w, b
