"""
en = '''
The data are shuffled once, before the first epoch; after that, the same batches come again and again.
Shuffle in every epoch.
'''
zh = '''
数据只在第一轮之前打乱了一次，之后同样的批量反复出现。请每一轮都打乱。
'''
section = "3.4.4"
title_en = "Shuffled once, not in every epoch"
title_zh = "只打乱一次，而不是每轮打乱"
"""

def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, size=(features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    batches = list(data_iter(batch_size, features, labels))
    for _ in range(num_epochs):
        for X, y in batches:
            loss = squared_loss(linreg(X, w, b), y)
            loss.sum().backward()
            sgd([w, b], lr, batch_size)
    return w, b
