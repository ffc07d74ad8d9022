"""
en = '''
The penalty acts only once an epoch, but every batch takes a step: with many batches the weights hardly
decay. It belongs to the objective of every batch.
'''
zh = '''
惩罚项每轮只起一次作用，而每个批量都会更新一步：批量很多时权重几乎不衰减。惩罚项属于每个批量的目标函数。
'''
section = "3.7.3.4"
title_en = "Penalty once an epoch"
title_zh = "每轮只加一次惩罚"
"""

def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        batches = list(train_iter)
        for index, (X, y) in enumerate(batches):
            y_hat = X @ w + b
            loss = ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean()
            if index == len(batches) - 1:
                loss = loss + lambd * l2_penalty(w)
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
            ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean().backward()
            with torch.no_grad():
                for param in (w, b):
                    param -= lr * param.grad
                    param.grad.zero_()
        with torch.no_grad():
            w -= lr * lambd * w
    return w, b
