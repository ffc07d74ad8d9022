def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for epoch in range(num_epochs):
        for X, y in train_iter:
            y_hat = X @ w + b
            l = (y_hat - y.reshape(y_hat.shape)) ** 2 / 2 + lambd * l2_penalty(w)
            l.sum().backward()
            with torch.no_grad():
                w -= lr * w.grad / len(X); b -= lr * b.grad / len(X)
            w.grad = b.grad = None
    return [w, b]
