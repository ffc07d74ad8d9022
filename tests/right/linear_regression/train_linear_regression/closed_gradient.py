def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    n, d = features.shape
    w, b = torch.zeros(d, 1), torch.zeros(1)
    for _ in range(num_epochs):
        for rows in torch.randperm(n).split(batch_size):
            X, y = features[rows], labels[rows]
            error = X @ w + b - y
            w = w - lr * X.T @ error / len(rows)
            b = b - lr * error.mean(dim=0)
    return w, b
