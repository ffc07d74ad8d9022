"""
en = '''Each epoch seems to take a single step: on the whole training set, or on one batch alone. Batches of ten are asked for: 30 examples are three steps an epoch.'''
zh = '''每轮似乎只更新一步：在整个训练集上，或只在一个批量上。题目要求批量大小为十：30 个样本每轮应更新三步。'''
section = "3.6.2"
title_en = "One step an epoch"
title_zh = "每轮只更新一步"
"""


def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net, loss = nn.Linear(train_features.shape[1], 1, bias=False), nn.MSELoss()
    y, t = train_labels.reshape(-1, 1), test_labels.reshape(-1, 1)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    for epoch in range(num_epochs):
        optimizer.zero_grad()
        loss(net(train_features), y).backward()
        optimizer.step()
    with torch.no_grad():
        return net.weight, loss(net(train_features), y).item(), loss(net(test_features), t).item()
