def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = torch.randn(num_inputs, 1), torch.zeros(1)
    for _ in range(num_epochs):
        for X, y in train_iter:
            error = X @ w + b - y.view(-1, 1)
            grad_w = X.T @ error / X.shape[0] + lambd * w
            w, b = w - lr * grad_w, b - lr * error.mean(0)
    return w, b
