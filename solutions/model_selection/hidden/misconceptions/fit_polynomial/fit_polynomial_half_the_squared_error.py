"""
en = '''The steps are half as long as they should be: the loss seems to carry a factor ½. Here it is the plain mean squared error.'''
zh = '''每一步只有应有的一半：损失似乎带有系数 ½。这里用的是不带 ½ 的均方误差。'''
section = "3.6.2"
title_en = "Half of the squared error"
title_zh = "用了平方误差的一半"
"""


def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net = nn.Linear(train_features.shape[1], 1, bias=False)
    loss = nn.MSELoss()
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    train_iter = d2l.load_array((train_features, train_labels.reshape(-1, 1)), min(10, len(train_labels)))
    for epoch in range(num_epochs):
        for X, y in train_iter:
            optimizer.zero_grad()
            (loss(net(X), y) / 2).backward()
            optimizer.step()

    def mse(features, labels):
        with torch.no_grad():
            return loss(net(features), labels.reshape(-1, 1)).item()

    return net.weight, mse(train_features, train_labels), mse(test_features, test_labels)
