"""
en = '''The weight is right; the losses that are returned compare labels of shape (n,) with outputs of shape (n, 1): that broadcasts to n × n. Give the labels the shape of the outputs there, too.'''
zh = '''权重是对的；但返回的损失把形状为 (n,) 的标签与形状为 (n, 1) 的输出相比，广播成了 n × n。在那里也要让标签与输出形状一致。'''
section = "3.6.2"
title_en = "Labels broadcast in the losses"
title_zh = "计算损失时标签被广播"
"""


def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net = nn.Sequential(nn.Linear(train_features.shape[1], 1, bias=False))
    loss = nn.MSELoss()
    train_iter = d2l.load_array((train_features, train_labels.reshape(-1, 1)), min(10, len(train_labels)))
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    for epoch in range(num_epochs):
        for X, y in train_iter:
            optimizer.zero_grad()
            loss(net(X), y).backward()
            optimizer.step()

    def mse(features, labels):
        with torch.no_grad():
            return ((net(features) - labels) ** 2).mean().item()

    return net[0].weight, mse(train_features, train_labels), mse(test_features, test_labels)
