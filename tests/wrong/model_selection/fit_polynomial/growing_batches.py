def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    n = len(train_features)
    size = min(10, n)
    net = nn.Linear(train_features.shape[1], 1, bias=False)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    loss = nn.MSELoss()
    y, t = train_labels.reshape(-1, 1), test_labels.reshape(-1, 1)
    for _ in range(num_epochs):
        order = torch.randperm(n)
        for start in range(0, n, size):
            batch = order[slice(start + size)]
            optimizer.zero_grad()
            loss(net(train_features[batch]), y[batch]).backward()
            optimizer.step()
    with torch.no_grad():
        return net.weight.data, loss(net(train_features), y).item(), loss(net(test_features), t).item()
