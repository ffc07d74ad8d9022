"""
en = '''The parameters move up the gradient, not down: the loss grows with every step. Is the step added or subtracted?'''
zh = '''参数沿梯度上升而不是下降：每一步都使损失变大。更新量应当加上还是减去？'''
section = "3.7.3.4"
title_en = "Ascent in place of descent"
title_zh = "梯度上升而不是下降"
"""


def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for epoch in range(num_epochs):
        for X, y in train_iter:
            y_hat = X @ w + b
            loss = ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean() + lambd * l2_penalty(w)
            loss.backward()
            with torch.no_grad():
                for param in (w, b):
                    param += lr * param.grad
                    param.grad.zero_()
    return w, b
