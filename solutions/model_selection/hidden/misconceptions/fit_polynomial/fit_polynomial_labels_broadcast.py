"""
en = '''Labels of shape (n,) seem to be compared with outputs of shape (n, 1): that broadcasts to n × n, and the fit tends to the mean of the labels.'''
zh = '''形状为 (n,) 的标签似乎直接与形状为 (n, 1) 的输出比较：这会广播成 n × n，拟合结果趋于标签的均值。'''
section = "3.6.2"
title_en = "Labels of another shape broadcast"
title_zh = "形状不同的标签被广播"
"""


def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net = nn.Linear(train_features.shape[1], 1, bias=False)
    loss = nn.MSELoss()
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    train_iter = d2l.load_array((train_features, train_labels), min(10, len(train_labels)))
    for epoch in range(num_epochs):
        for X, y in train_iter:
            optimizer.zero_grad()
            ((net(X) - y) ** 2).mean().backward()
            optimizer.step()

    def mse(features, labels):
        with torch.no_grad():
            return ((net(features) - labels) ** 2).mean().item()

    return net.weight, mse(train_features, train_labels), mse(test_features, test_labels)


# another coding
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net = nn.Linear(train_features.shape[1], 1, bias=False)
    loss = nn.MSELoss()
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    y, t = train_labels.flatten(), test_labels.flatten()
    for epoch in range(num_epochs):
        for X, target in d2l.load_array((train_features, y), min(10, len(y))):
            optimizer.zero_grad()
            loss(net(X), target).backward()
            optimizer.step()
    return net.weight, loss(net(train_features), y).item(), loss(net(test_features), t).item()
