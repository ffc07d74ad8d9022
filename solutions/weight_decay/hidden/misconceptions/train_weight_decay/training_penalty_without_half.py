"""
en = '''
The weights decay twice as fast as lambd says. Is the factor ½ of the penalty missing, or is the penalty there twice,
in the loss and in the optimiser? The gradient of ½·w² is w.
'''
zh = '''
权重衰减的速度是 lambd 所要求的两倍。是惩罚项缺了因子 ½，还是同一惩罚既写进了损失又交给了优化器？½·w² 的梯度是 w。
'''
section = "3.7.3.4"
title_en = "The half forgotten in the penalty"
title_zh = "惩罚里忘了 ½"
"""

def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            y_hat = X @ w + b
            loss = ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean() + lambd * (w ** 2).sum()
            loss.backward()
            with torch.no_grad():
                for param in (w, b):
                    param -= lr * param.grad
                    param.grad.zero_()
    return w, b
