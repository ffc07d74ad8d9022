"""
en = '''The examples left over for the last batch are not trained on, when batch_size does not divide their number. Let the last batch be smaller.'''
zh = '''当 batch_size 不能整除样本数时，最后剩下的样本没有参与训练。请让最后一个批量小一些。'''
section = "3.4.4"
title_en = "Last batch not trained on"
title_zh = "最后一个批量没有训练"
"""


def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, size=(features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        rows = torch.randperm(len(features))
        for i in range(len(features) // batch_size):
            batch = rows[i * batch_size:(i + 1) * batch_size]
            squared_loss(linreg(features[batch], w, b), labels[batch]).sum().backward()
            sgd([w, b], lr, batch_size)
    return w, b


# another coding
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, size=(features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            if len(X) < batch_size:
                break
            squared_loss(linreg(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
    return w, b
