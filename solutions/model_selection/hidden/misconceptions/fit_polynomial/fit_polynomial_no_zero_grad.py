"""
en = '''The gradients of earlier steps seem to be added to each new one: they are never set to zero. The steps grow and overshoot.'''
zh = '''之前各步的梯度似乎一直累加到新的梯度上：从未清零。步子越来越大，会冲过目标。'''
section = "3.6.2"
title_en = "zero_grad missing"
title_zh = "缺少 zero_grad"
"""


def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net = nn.Linear(train_features.shape[1], 1, bias=False)
    loss = nn.MSELoss()
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    train_iter = d2l.load_array((train_features, train_labels.reshape(-1, 1)), min(10, len(train_labels)))
    for epoch in range(num_epochs):
        for X, y in train_iter:
            loss(net(X), y).backward()
            optimizer.step()

    def mse(features, labels):
        with torch.no_grad():
            return loss(net(features), labels.reshape(-1, 1)).item()

    return net.weight, mse(train_features, train_labels), mse(test_features, test_labels)
