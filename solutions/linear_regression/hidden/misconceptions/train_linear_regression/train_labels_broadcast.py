"""
en = '''
The loss compares each prediction with each label of the batch: a column of shape (n, 1) minus labels of shape (n,)
broadcasts to a matrix (n, n). Give both the same shape.
'''
zh = '''
损失把每个预测与批量中的每个标签都比较了：形状 (n, 1) 的列减去形状 (n,) 的标签会广播成 (n, n) 的矩阵。请使两者形状相同。
'''
section = "3.4.2"
title_en = "Labels broadcast against predictions"
title_zh = "标签与预测广播成了矩阵"
"""

def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    labels = labels.reshape(-1)
    w = torch.zeros((features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss = ((X @ w + b - y) ** 2 / 2).sum()
            loss.backward()
            sgd([w, b], lr, batch_size)
    return w, b


# another coding
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    labels = labels.reshape(-1)
    w = torch.zeros((features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss = ((X @ w + b - y) ** 2 / 2).mean() * len(X)
            loss.backward()
            sgd([w, b], lr, batch_size)
    return w, b
