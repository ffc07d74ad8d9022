"""
en = '''The weight is shrunk by lambd at each step, without the learning rate: it is then pulled to zero far too hard. What does the gradient of the penalty get multiplied by?'''
zh = '''每一步都直接按 lambd 缩小权重，没有乘学习率：权重被拉向零的力量太大。惩罚项的梯度应乘以什么？'''
section = "3.7.3.4"
title_en = "Decay without the learning rate"
title_zh = "权重衰减没有乘学习率"
"""


def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            y_hat = X @ w + b
            loss = ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean()
            loss.backward()
            with torch.no_grad():
                for param in (w, b):
                    param -= lr * param.grad
                    param.grad.zero_()
                w -= lambd * w
    return w, b


# another coding
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            y_hat = X @ w + b
            loss = ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean()
            loss.backward()
            with torch.no_grad():
                w *= 1 - lambd
                for param in (w, b):
                    param -= lr * param.grad
                    param.grad.zero_()
    return w, b
