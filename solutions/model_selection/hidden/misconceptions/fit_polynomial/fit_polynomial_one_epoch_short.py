"""
en = '''One epoch seems to be missing: with num_epochs = 1 nothing is trained. From where to where does the loop count?'''
zh = '''似乎少训练了一轮：num_epochs = 1 时根本没有训练。循环从几数到几？'''
section = "3.6.2"
title_en = "One epoch missing"
title_zh = "少训练了一轮"
"""


def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net, loss = nn.Linear(train_features.shape[1], 1, bias=False), nn.MSELoss()
    y, t = train_labels.reshape(-1, 1), test_labels.reshape(-1, 1)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    for epoch in range(1, num_epochs):
        for X, target in d2l.load_array((train_features, y), min(10, len(y))):
            optimizer.zero_grad()
            loss(net(X), target).backward()
            optimizer.step()
    with torch.no_grad():
        return net.weight, loss(net(train_features), y).item(), loss(net(test_features), t).item()
