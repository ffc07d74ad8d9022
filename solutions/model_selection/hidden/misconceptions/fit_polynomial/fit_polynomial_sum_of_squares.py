"""
en = '''The steps are far too long: the squared errors of a batch seem to be summed, not averaged.'''
zh = '''步子太大：一个批量的平方误差似乎是求和，而不是取均值。'''
section = "3.6.2"
title_en = "Sum instead of mean of the squares"
title_zh = "用了平方和而不是均方"
"""


def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net = nn.Linear(train_features.shape[1], 1, bias=False)
    loss = nn.MSELoss()
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    train_iter = d2l.load_array((train_features, train_labels.reshape(-1, 1)), min(10, len(train_labels)))
    for epoch in range(num_epochs):
        for X, y in train_iter:
            optimizer.zero_grad()
            ((net(X) - y) ** 2).sum().backward()
            optimizer.step()

    def mse(features, labels):
        with torch.no_grad():
            return loss(net(features), labels.reshape(-1, 1)).item()

    return net.weight, mse(train_features, train_labels), mse(test_features, test_labels)
