"""
en = '''The weight seems to be where it started, whatever it is trained on and for however many epochs. backward() only computes gradients. What changes the parameters?'''
zh = '''不论用什么数据、训练多少轮，权重似乎一直停在起点。backward() 只计算梯度。是什么改变参数？'''
section = "3.6.2"
title_en = "The weight never moves"
title_zh = "权重从未更新"
"""


def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net, loss = nn.Linear(train_features.shape[1], 1, bias=False), nn.MSELoss()
    y, t = train_labels.reshape(-1, 1), test_labels.reshape(-1, 1)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    for epoch in range(num_epochs):
        for X, target in d2l.load_array((train_features, y), min(10, len(y))):
            optimizer.zero_grad()
            loss(net(X), target).backward()
    with torch.no_grad():
        return net.weight, loss(net(train_features), y).item(), loss(net(test_features), t).item()
