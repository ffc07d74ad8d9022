"""
en = '''
Only w is trained; b stays where it started. Pass both to the step.
'''
zh = '''
只训练了 w，b 一直停在初值。更新时请把两者都传进去。
'''
section = "3.4.4"
title_en = "Bias not trained"
title_zh = "没有训练偏置"
"""

def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, size=(features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss = squared_loss(linreg(X, w, b), y)
            loss.sum().backward()
            sgd([w], lr, batch_size)
            b.grad = None
    return w, b
