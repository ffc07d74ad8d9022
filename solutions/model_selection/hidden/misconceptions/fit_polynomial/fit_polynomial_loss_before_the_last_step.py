"""
en = '''The training loss seems to have been taken while the training went on, before the last step; it is not that of the weight that you return. Evaluate both losses after the training, over the whole sets.'''
zh = '''训练损失似乎是在训练过程中、最后一步之前得到的，而不是所返回权重的损失。请在训练结束后，在整个数据集上计算两个损失。'''
section = "3.6.2"
title_en = "Training loss from before the last step"
title_zh = "训练损失取自最后一步之前"
"""


def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net = nn.Sequential(nn.Linear(train_features.shape[1], 1, bias=False))
    loss = nn.MSELoss()
    y, t = train_labels.reshape(-1, 1), test_labels.reshape(-1, 1)
    train_iter = d2l.load_array((train_features, y), min(10, len(y)))
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    for epoch in range(num_epochs):
        for X, target in train_iter:
            optimizer.zero_grad()
            batch_loss = loss(net(X), target)
            batch_loss.backward()
            optimizer.step()
    return net[0].weight, batch_loss.item(), loss(net(test_features), t).item()
