"""
en = '''The weight fits the test set: the training seems to use the test data, alone or beside the training data. Then the test loss no longer says anything about new data.'''
zh = '''权重拟合了测试集：训练似乎用到了测试数据（单独使用，或与训练数据一起）。这样测试损失就不再反映对新数据的表现。'''
section = "3.6.2"
title_en = "Trained on the test data"
title_zh = "用测试数据训练了"
"""


def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net = nn.Linear(train_features.shape[1], 1, bias=False)
    loss = nn.MSELoss()
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    train_iter = d2l.load_array((torch.cat([train_features, test_features]), torch.cat([train_labels.reshape(-1), test_labels.reshape(-1)]).reshape(-1, 1)), min(10, len(train_labels)))
    for epoch in range(num_epochs):
        for X, y in train_iter:
            optimizer.zero_grad()
            loss(net(X), y).backward()
            optimizer.step()

    def mse(features, labels):
        with torch.no_grad():
            return loss(net(features), labels.reshape(-1, 1)).item()

    return net.weight, mse(train_features, train_labels), mse(test_features, test_labels)
