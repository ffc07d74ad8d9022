"""
en = '''
The batches come in the same order in every epoch and every training: the examples are not shuffled. Take a
fresh random order in each epoch.
'''
zh = '''
每一轮、每次训练中批量的顺序都一样：样本没有打乱。请每一轮都用新的随机顺序。
'''
section = "3.4.4"
title_en = "Not shuffled"
title_zh = "没有打乱"
"""

def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, size=(features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for _ in range(num_epochs):
        for X, y in zip(features.split(batch_size), labels.split(batch_size)):
            loss = squared_loss(linreg(X, w, b), y)
            loss.sum().backward()
            sgd([w, b], lr, batch_size)
    return w, b
