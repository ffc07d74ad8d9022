"""
en = '''The losses that come back grow with the number of examples: the squared errors are summed, not averaged.'''
zh = '''返回的损失随样本数增大：平方误差求了和，而没有取均值。'''
section = "3.6.2"
title_en = "Losses summed over the examples"
title_zh = "损失对样本求了和"
"""


def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net = nn.Linear(train_features.shape[1], 1, bias=False)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    train_iter = d2l.load_array((train_features, train_labels.reshape(-1, 1)), min(10, len(train_labels)))
    for epoch in range(num_epochs):
        for X, y in train_iter:
            optimizer.zero_grad()
            ((net(X) - y) ** 2).mean().backward()
            optimizer.step()

    def mse(features, labels):
        with torch.no_grad():
            return ((net(features) - labels.reshape(-1, 1)) ** 2).sum().item()

    return net.weight, mse(train_features, train_labels), mse(test_features, test_labels)
