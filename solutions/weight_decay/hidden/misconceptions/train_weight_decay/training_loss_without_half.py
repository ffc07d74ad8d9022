"""
en = '''
The squared loss lacks its factor ½: its gradient is twice as large as the penalty's share allows for. Write
the objective down as the exercise gives it.
'''
zh = '''
平方损失漏掉了系数 ½：它的梯度大了一倍，与惩罚项的比例就不对了。请按题目给出的形式写目标函数。
'''
section = "3.7.3.4"
title_en = "The half forgotten in the loss"
title_zh = "损失里忘了 ½"
"""

def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            y_hat = X @ w + b
            loss = ((y_hat - y.reshape(y_hat.shape)) ** 2).mean() + lambd * l2_penalty(w)
            loss.backward()
            with torch.no_grad():
                for param in (w, b):
                    param -= lr * param.grad
                    param.grad.zero_()
    return w, b
