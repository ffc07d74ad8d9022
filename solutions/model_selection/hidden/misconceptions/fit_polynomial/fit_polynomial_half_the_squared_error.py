"""
en = '''The steps are half as long as they should be. Does the loss carry a factor ½, or is the learning rate half of 0.01? Here the loss is the plain mean squared error.'''
zh = '''每一步只有应有的一半。损失是否带有系数 ½，或者学习率是 0.01 的一半？这里的损失是不带 ½ 的均方误差。'''
section = "3.6.2"
title_en = "Steps half as long, as of half the squared error"
title_zh = "步长减半，如同用了平方误差的一半"
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
