def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = (0.1 * torch.randn(features.shape[1], 1)).requires_grad_()
    b = torch.zeros(1).requires_grad_()
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss = ((X @ w + b - y) ** 2).mean() / 2
            w.grad = b.grad = None
            loss.backward()
            with torch.no_grad():
                w -= lr * w.grad
                b -= lr * b.grad
    return w.detach(), b.detach()
