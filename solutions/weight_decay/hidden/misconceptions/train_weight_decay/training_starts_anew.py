"""
en = '''
The parameters are initialised again in every epoch, so that only the last epoch counts. Initialise once,
before the loops.
'''
zh = '''
每一轮都重新初始化了参数，所以只有最后一轮起作用。请在循环之前只初始化一次。
'''
section = "3.7.3.4"
title_en = "Parameters initialised anew in every epoch"
title_zh = "每轮都重新初始化参数"
"""

def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    for _ in range(num_epochs):
        w, b = init_params(num_inputs)
        for X, y in train_iter:
            y_hat = X @ w + b
            loss = ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean() + lambd * l2_penalty(w)
            loss.backward()
            with torch.no_grad():
                for param in (w, b):
                    param -= lr * param.grad
                    param.grad.zero_()
    return w, b
