"""
en = '''
The losses of a batch are summed and not averaged: the steps are as many times too long as the batch has
examples. Divide by the batch size, or take the mean.
'''
zh = '''
你把一个批量的损失求了和而没有取平均：步长因此大了批量大小那么多倍。请除以批量大小，或者取平均。
'''
section = "3.7.3.4"
title_en = "Loss summed instead of averaged"
title_zh = "损失求和而不是平均"
"""

def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            y_hat = X @ w + b
            loss = ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).sum() + lambd * l2_penalty(w)
            loss.backward()
            with torch.no_grad():
                for param in (w, b):
                    param -= lr * param.grad
                    param.grad.zero_()
    return w, b


# another coding
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            y_hat = X @ w + b
            objective = ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2 + lambd * l2_penalty(w)).sum()
            objective.backward()
            with torch.no_grad():
                for param in (w, b):
                    param -= lr * param.grad
                    param.grad.zero_()
    return w, b
