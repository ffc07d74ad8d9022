"""
en = '''Each step is divided by the number of all examples, not by that of its batch: small batches then hardly move anything. Which size does the summed loss belong to?'''
zh = '''每一步除以的是全部样本数，而不是该批量的样本数：批量小时参数几乎不动。损失之和是多少个样本的？'''
section = "3.4.4"
title_en = "Divided by all examples"
title_zh = "除以了全部样本数"
"""


def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, size=(features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            squared_loss(linreg(X, w, b), y).sum().backward()
            sgd([w, b], lr, len(features))
    return w, b
