"""
en = '''The parameters move along the gradient, so that the loss grows with every step. Against the gradient means: subtract it.'''
zh = '''参数沿着梯度的方向移动，每一步都使损失增大。应逆着梯度移动，也就是减去它。'''
section = "3.4.4"
title_en = "Ascent instead of descent"
title_zh = "梯度上升而不是下降"
"""


def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, size=(features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            squared_loss(linreg(X, w, b), y).sum().backward()
            with torch.no_grad():
                for param in (w, b):
                    param += lr * param.grad / len(X)
                    param.grad.zero_()
    return w, b
