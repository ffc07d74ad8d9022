"""
en = '''
The penalty is averaged over the weights; the formula sums. With 200 inputs the decay is 200 times too weak.
'''
zh = '''
惩罚项对各权重取了平均，而公式是求和。有 200 个输入时，衰减会弱 200 倍。
'''
section = "3.7.3.4"
title_en = "Penalty is a mean"
title_zh = "惩罚取了平均"
"""

def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            y_hat = X @ w + b
            loss = ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean() + lambd * (w ** 2).mean() / 2
            loss.backward()
            with torch.no_grad():
                for param in (w, b):
                    param -= lr * param.grad
                    param.grad.zero_()
    return w, b
