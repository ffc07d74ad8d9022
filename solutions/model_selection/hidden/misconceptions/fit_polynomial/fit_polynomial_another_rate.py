"""
en = '''The steps are longer or shorter than one step a batch with learning rate 0.01. Which rate does your optimiser get, how often does it step for each batch, and are the features used as they are given?'''
zh = '''每个批量的更新比学习率 0.01 的一步更长或更短。你给优化器的学习率是多少？每个批量更新几次？特征是否按原样使用？'''
section = "3.6.2"
title_en = "Longer or shorter steps"
title_zh = "更新的步长不对"
"""


def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net = nn.Sequential(nn.Linear(train_features.shape[1], 1, bias=False))
    loss = nn.MSELoss()
    y, t = train_labels.reshape(-1, 1), test_labels.reshape(-1, 1)
    train_iter = d2l.load_array((train_features, y), min(10, len(y)))
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    for epoch in range(num_epochs):
        for X, target in train_iter:
            optimizer.zero_grad()
            batch_loss = loss(net(X), target)
            batch_loss.backward()
            optimizer.step()
    return net[0].weight, loss(net(train_features), y).item(), loss(net(test_features), t).item()
