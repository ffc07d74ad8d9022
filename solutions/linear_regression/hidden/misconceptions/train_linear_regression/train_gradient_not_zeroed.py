"""
en = '''
The gradients add up from batch to batch: backward() adds to .grad, and it is never cleared. Set it to zero
after each step.
'''
zh = '''
梯度在批量之间不断累加：backward() 会加到 .grad 上，而它从未清零。请在每一步之后清零。
'''
section = "3.4.4"
title_en = "Gradient not set to zero"
title_zh = "梯度没有清零"
"""

def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, size=(features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss = squared_loss(linreg(X, w, b), y)
            loss.sum().backward()
            with torch.no_grad():
                for param in (w, b):
                    param -= lr * param.grad / batch_size
    return w, b
