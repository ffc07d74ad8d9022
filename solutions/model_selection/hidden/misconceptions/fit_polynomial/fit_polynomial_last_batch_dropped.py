"""
en = '''The last batch seems to be left out when it is smaller than the others: of 25 examples five are never used in an epoch, and of fewer than ten none at all.'''
zh = '''最后一个较小的批量似乎被丢掉了：25 个样本中，每轮有五个用不上；样本不足十个时，则一个也用不上。'''
section = "3.6.2"
title_en = "Short last batch dropped"
title_zh = "丢掉了最后的小批量"
"""


def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net, loss = nn.Linear(train_features.shape[1], 1, bias=False), nn.MSELoss()
    y, t = train_labels.reshape(-1, 1), test_labels.reshape(-1, 1)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    for epoch in range(num_epochs):
        order = torch.randperm(len(y))
        for i in range(len(y) // min(10, len(y))):
            rows = order[10 * i:10 * i + 10]
            optimizer.zero_grad()
            loss(net(train_features[rows]), y[rows]).backward()
            optimizer.step()
    with torch.no_grad():
        return net.weight, loss(net(train_features), y).item(), loss(net(test_features), t).item()
