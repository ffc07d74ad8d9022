"""
en = '''
backward() raised an error: it starts from a single number, and your loss is still one number an example.
Add them up first.
'''
zh = '''
backward() 报错：它只能从一个数开始，而你的损失还是每个样本一个数。请先求和。
'''
section = "3.4.4"
title_en = "backward() called on a vector"
title_zh = "对向量调用了 backward()"
"""

def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, size=(features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss = squared_loss(linreg(X, w, b), y)
            loss.backward()
            sgd([w, b], lr, batch_size)
    return w, b
