def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    """Labels (n,) are broadcast in the test loss."""
    n, d = train_features.shape
    net = nn.Linear(d, 1, bias=False)
    opt = torch.optim.SGD(net.parameters(), lr=0.01)
    for _ in range(num_epochs):
        for rows in torch.randperm(n).split(min(10, n)):
            opt.zero_grad(); ((net(train_features[rows]).reshape(-1) - train_labels[rows].reshape(-1)) ** 2).mean().backward(); opt.step()
    mse = lambda X, y: float(((net(X).detach() - y) ** 2).mean())
    return net.weight, mse(train_features, train_labels.reshape(-1, 1)), mse(test_features, test_labels)
