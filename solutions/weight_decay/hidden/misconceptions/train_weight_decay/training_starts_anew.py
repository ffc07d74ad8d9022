"""
en = '''
Only one epoch seems to count. Are the parameters initialised again in every epoch, or does a `return` stand
inside the loop over the epochs?
'''
zh = '''
似乎只有一轮起作用。是每一轮都重新初始化了参数，还是 `return` 写在了轮次的循环里面？
'''
section = "3.7.3.4"
title_en = "Only one epoch counts"
title_zh = "只有一轮起作用"
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
