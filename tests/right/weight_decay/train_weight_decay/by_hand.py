def train_weight_decay(batches, d, lam, num_epochs=100, lr=0.003):
    w, b = torch.randn(d, 1), torch.zeros(1)
    for _ in range(num_epochs):
        for X, y in batches:
            e = X @ w + b - y.view(-1, 1)
            w, b = w - lr * (X.T @ e / len(X) + lam * w), b - lr * e.mean().reshape(1)
    return w, b
