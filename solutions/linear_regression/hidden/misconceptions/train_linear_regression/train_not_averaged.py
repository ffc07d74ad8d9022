"""
en = '''
The gradient of the summed loss is used as it is: with batches of n examples the steps are n times too long.
Divide by the batch size.
'''
zh = '''
直接用了损失之和的梯度：批量有 n 个样本时，步长就大了 n 倍。请除以批量大小。
'''
section = "3.4.4"
title_en = "Gradient not divided by the batch size"
title_zh = "梯度没有除以批量大小"
"""

def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, size=(features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss = squared_loss(linreg(X, w, b), y)
            loss.sum().backward()
            sgd([w, b], lr, 1)
    return w, b
