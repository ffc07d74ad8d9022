"""
en = '''The linear layer seems to have a bias. The features hold a column of ones for the constant term already; with a bias the constant is split in two, and the weight is not what you look for.'''
zh = '''线性层似乎带有偏置。特征里已有一列 1 表示常数项；再加偏置，常数就被拆成两份，权重也就不是要找的了。'''
section = "3.6.2"
title_en = "Bias left on"
title_zh = "没有关掉偏置"
"""


def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net = nn.Linear(train_features.shape[1], 1, bias=True)
    loss = nn.MSELoss()
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    train_iter = d2l.load_array((train_features, train_labels.reshape(-1, 1)), min(10, len(train_labels)))
    for epoch in range(num_epochs):
        for X, y in train_iter:
            optimizer.zero_grad()
            loss(net(X), y).backward()
            optimizer.step()

    def mse(features, labels):
        with torch.no_grad():
            return loss(net(features), labels.reshape(-1, 1)).item()

    return net.weight, mse(train_features, train_labels), mse(test_features, test_labels)
