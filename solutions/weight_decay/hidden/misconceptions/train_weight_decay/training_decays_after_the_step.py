"""
en = '''The weight is decayed after the step, so that the step of the data is shrunk, too. The penalty is part of the objective: both gradients are taken at the same weight, and one step follows both.'''
zh = '''权重是在更新之后才衰减的，数据带来的更新也被一起缩小了。惩罚项是目标函数的一部分：两个梯度应在同一个权重处求得，再一起更新一步。'''
section = "3.7.3.4"
title_en = "Decay after the step"
title_zh = "更新之后才衰减"
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
                w -= lr * lambd * w
    return w, b
