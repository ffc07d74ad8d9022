"""Drops what is left over."""
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    n, d = train_features.shape
    net, loss = nn.Linear(d, 1, bias=False), nn.MSELoss()
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    y, t, size = train_labels.reshape(-1, 1), test_labels.reshape(-1, 1), min(10, n)
    for _ in range(num_epochs):
        for rows in torch.randperm(n)[: n // size * size].split(size):
            optimizer.zero_grad()
            loss(net(train_features[rows]), y[rows]).backward()
            optimizer.step()
    return net.weight, loss(net(train_features), y).item(), loss(net(test_features), t).item()
