_nets = {}
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    """The second call goes on where the first ended."""
    n, d = train_features.shape
    net = _nets.setdefault(d, nn.Linear(d, 1, bias=False))
    opt = torch.optim.SGD(net.parameters(), lr=0.01)
    for _ in range(num_epochs):
        for rows in torch.randperm(n).split(min(10, n)):
            opt.zero_grad(); ((net(train_features[rows]).reshape(-1) - train_labels[rows].reshape(-1)) ** 2).mean().backward(); opt.step()
    mse = lambda X, y: float(((net(X).detach().reshape(-1) - y.reshape(-1)) ** 2).mean())
    return net.weight.detach().clone(), mse(train_features, train_labels), mse(test_features, test_labels)
