def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            loss = ((X @ w + b - y.reshape(-1, 1)) ** 2).mean() / 2
            loss.backward()
            with torch.no_grad():
                w.mul_(1 - lr * lambd).sub_(lr * w.grad)
                b.sub_(lr * b.grad)
            w.grad = b.grad = None
    return [w, b]
