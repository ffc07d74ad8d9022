"""
en = '''The steps are not those of plain SGD on the squared error: they go on by themselves, or do not grow with the error. Use torch.optim.SGD without momentum, and nn.MSELoss.'''
zh = '''更新方式不是平方误差上的普通 SGD：带有惯性，或者步长不随误差变大。请使用不带动量的 torch.optim.SGD 和 nn.MSELoss。'''
section = "3.6.2"
title_en = "Steps that are not those of SGD on the squared error"
title_zh = "更新步长不是平方误差上的 SGD"
"""


def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net = nn.Sequential(nn.Linear(train_features.shape[1], 1, bias=False))
    loss = nn.MSELoss()
    y, t = train_labels.reshape(-1, 1), test_labels.reshape(-1, 1)
    train_iter = d2l.load_array((train_features, y), min(10, len(y)))
    optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
    for epoch in range(num_epochs):
        for X, target in train_iter:
            optimizer.zero_grad()
            batch_loss = loss(net(X), target)
            batch_loss.backward()
            optimizer.step()
    return net[0].weight, loss(net(train_features), y).item(), loss(net(test_features), t).item()


# another coding
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net = nn.Sequential(nn.Linear(train_features.shape[1], 1, bias=False))
    loss = nn.MSELoss()
    y, t = train_labels.reshape(-1, 1), test_labels.reshape(-1, 1)
    train_iter = d2l.load_array((train_features, y), min(10, len(y)))
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
    for epoch in range(num_epochs):
        for X, target in train_iter:
            optimizer.zero_grad()
            batch_loss = loss(net(X), target)
            batch_loss.backward()
            optimizer.step()
    return net[0].weight, loss(net(train_features), y).item(), loss(net(test_features), t).item()


# another coding
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net = nn.Sequential(nn.Linear(train_features.shape[1], 1, bias=False))
    loss = nn.MSELoss()
    y, t = train_labels.reshape(-1, 1), test_labels.reshape(-1, 1)
    train_iter = d2l.load_array((train_features, y), min(10, len(y)))
    optimizer = torch.optim.RMSprop(net.parameters(), lr=0.01)
    for epoch in range(num_epochs):
        for X, target in train_iter:
            optimizer.zero_grad()
            batch_loss = loss(net(X), target)
            batch_loss.backward()
            optimizer.step()
    return net[0].weight, loss(net(train_features), y).item(), loss(net(test_features), t).item()
