"""
en = '''
The parameters are initialised again in every epoch, so that only the last epoch counts. Initialise once,
before the loops.
'''
zh = '''
每一轮都重新初始化了参数，所以只有最后一轮起作用。请在循环之前只初始化一次。
'''
section = "3.4.4"
title_en = "Parameters initialised anew in every epoch"
title_zh = "每轮都重新初始化参数"
"""

def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    for _ in range(num_epochs):
        w = torch.normal(0, 0.01, size=(features.shape[1], 1), requires_grad=True)
        b = torch.zeros(1, requires_grad=True)
        for X, y in data_iter(batch_size, features, labels):
            loss = squared_loss(linreg(X, w, b), y)
            loss.sum().backward()
            sgd([w, b], lr, batch_size)
    return w, b
