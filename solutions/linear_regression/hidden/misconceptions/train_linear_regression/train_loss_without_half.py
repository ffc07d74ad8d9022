"""
en = '''
Your steps are twice as long as they should be. Is the factor ½ missing in the loss? Half the squared error is asked for.
'''
zh = '''
你的步长大了一倍。损失里是否缺少系数 ½？应使用平方误差的一半。
'''
section = "3.4.4"
title_en = "The half forgotten in the loss"
title_zh = "损失里忘了 ½"
"""

def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, size=(features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss = squared_loss(linreg(X, w, b), y)
            loss = (linreg(X, w, b) - y) ** 2
            loss.sum().backward()
            sgd([w, b], lr, batch_size)
    return w, b
