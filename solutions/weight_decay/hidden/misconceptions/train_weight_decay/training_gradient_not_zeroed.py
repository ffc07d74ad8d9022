"""
en = '''
The gradients add up from step to step: backward() adds to .grad, and you never clear it. Set it to zero (or
to None) after each step.
'''
zh = '''
梯度在逐步累加：backward() 会把梯度加到 .grad 上，而你没有清零。请在每一步之后把它清零（或设为 None）。
'''
section = "3.7.3.4"
title_en = "Gradient not set to zero"
title_zh = "梯度没有清零"
"""

def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            y_hat = X @ w + b
            loss = ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean() + lambd * l2_penalty(w)
            loss.backward()
            with torch.no_grad():
                for param in (w, b):
                    param -= lr * param.grad
    return w, b
