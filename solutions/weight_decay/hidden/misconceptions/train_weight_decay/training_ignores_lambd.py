"""
en = '''
lambd has no effect: the penalty is not part of what is differentiated. Add it to the loss before
backward(), as a tensor that is connected to w.
'''
zh = '''
lambd 不起作用：求导的目标函数中没有惩罚项。请在 backward() 之前把它加到损失上，而且它必须是与 w 相连的张量。
'''
section = "3.7.3.4"
title_en = "lambd ignored"
title_zh = "忽略了 lambd"
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
    return w, b
