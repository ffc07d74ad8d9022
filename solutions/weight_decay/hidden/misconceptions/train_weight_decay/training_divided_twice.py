"""
en = '''The steps are divided by the batch size twice: the mean of the losses has divided by it already.'''
zh = '''更新量除以了两次批量大小：对损失取平均时已经除过一次。'''
section = "3.7.3.4"
title_en = "Divided by the batch size twice"
title_zh = "两次除以批量大小"
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
                    param -= lr * param.grad / len(X)
                    param.grad.zero_()
    return w, b
