"""
en = '''
With labels of shape (n,) the training goes astray: y_hat has shape (n, 1), and their difference is an (n,
n) matrix of every prediction against every label. No error is raised. Bring both to one shape first.
'''
zh = '''
当标签形状为 (n,) 时训练出错：y_hat 的形状是 (n, 1)，两者之差成了 (n, n) 的矩阵，即每个预测与每个标签之差，
而且不报错。请先把两者变成同样的形状。
'''
section = "3.7.3.4"
title_en = "Labels of another shape broadcast"
title_zh = "形状不同的标签被广播"
"""

def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            y_hat = X @ w + b
            loss = ((y_hat - y) ** 2 / 2).mean() + lambd * l2_penalty(w)
            loss.backward()
            with torch.no_grad():
                for param in (w, b):
                    param -= lr * param.grad
                    param.grad.zero_()
    return w, b
