"""
en = '''
The gradient is divided by the batch size twice: once by the mean, and once more in the step. Training is as
many times too slow. Either sum the losses before backward(), or do not divide again.
'''
zh = '''
梯度被批量大小除了两次：取平均时一次，更新时又一次，训练因此慢了相应的倍数。要么在 backward() 之前对损失求和，
要么更新时不再除。
'''
section = "3.4.4"
title_en = "Divided by the batch size twice"
title_zh = "除了两次批量大小"
"""

def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, size=(features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss = squared_loss(linreg(X, w, b), y)
            loss.mean().backward()
            sgd([w, b], lr, batch_size)
    return w, b
