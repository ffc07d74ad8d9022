"""
en = '''The two losses seem to come back in the wrong order: first the training loss, then the test loss.'''
zh = '''返回的两个损失顺序似乎反了：先是训练损失，后是测试损失。'''
section = "3.6.2"
title_en = "The two losses swapped"
title_zh = "两个损失弄反了"
"""


def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net = nn.Linear(train_features.shape[1], 1, bias=False)
    loss = nn.MSELoss()
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    train_iter = d2l.load_array((train_features, train_labels.reshape(-1, 1)), min(10, len(train_labels)))
    for epoch in range(num_epochs):
        for X, y in train_iter:
            optimizer.zero_grad()
            loss(net(X), y).backward()
            optimizer.step()

    def mse(features, labels):
        with torch.no_grad():
            return loss(net(features), labels.reshape(-1, 1)).item()

    return net.weight, mse(test_features, test_labels), mse(train_features, train_labels)
