"""
en = '''The training is one epoch longer than num_epochs. How often does range(…) run the loop?'''
zh = '''训练比 num_epochs 多一轮。range(…) 使循环运行几次？'''
section = "3.4.4"
title_en = "One epoch too many"
title_zh = "多训练了一轮"
"""


def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, size=(features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs + 1):
        for X, y in data_iter(batch_size, features, labels):
            squared_loss(linreg(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
    return w, b
