"""
en = '''
The penalty is added once for each example of the batch, so that it is as many times too large. Adding a
number to a vector of losses and summing counts the number once an entry.
'''
zh = '''
惩罚项被批量中的每个样本各加了一次，因而大了相应的倍数。把一个数加到损失向量上再求和，这个数就会被每个元素各计算一次。
'''
section = "3.7.3.4"
title_en = "Penalty added for each example"
title_zh = "每个样本都加了惩罚"
"""

def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            y_hat = X @ w + b
            loss = ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean() + (lambd * l2_penalty(w)).expand(len(X)).sum()
            loss.backward()
            with torch.no_grad():
                for param in (w, b):
                    param -= lr * param.grad
                    param.grad.zero_()
    return w, b
