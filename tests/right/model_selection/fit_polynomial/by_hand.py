def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    n, d = train_features.shape
    w = torch.zeros(d, 1, requires_grad=True)
    y = train_labels.reshape(n, 1)
    size = min(10, n)
    for _ in range(num_epochs):
        for start in range(0, n, size):
            rows = slice(start, start + size)
            loss = ((train_features[rows] @ w - y[rows]) ** 2).mean()
            (gradient,) = torch.autograd.grad(loss, w)
            with torch.no_grad():
                w -= 0.01 * gradient

    def mse(F, t):
        return ((F @ w - t.reshape(-1, 1)) ** 2).mean().item()

    return w.detach().T, mse(train_features, y), mse(test_features, test_labels)
