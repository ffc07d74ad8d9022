"""
en = '''
The penalty that you add does not grow like the square of w: it is the norm with its square root, or a sum
of absolute values. A weight ten times as large is then pulled back no harder than a small one. Compare with
the formula of the penalty.
'''
zh = '''
你加的惩罚项没有随 w 的平方增长：它是带开方的范数，或者绝对值之和。这样，十倍大的权重受到的拉力并不比小权重更强。
请对照惩罚项的公式。
'''
section = "3.7.3.4"
title_en = "Penalty does not grow like the square"
title_zh = "惩罚没有随平方增长"
"""

def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            y_hat = X @ w + b
            loss = ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean() + lambd * torch.norm(w)
            loss.backward()
            with torch.no_grad():
                for param in (w, b):
                    param -= lr * param.grad
                    param.grad.zero_()
    return w, b
