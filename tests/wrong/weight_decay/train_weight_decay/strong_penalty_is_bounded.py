def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    """No penalty counts more than three times."""
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            y_hat = X @ w + b
            loss = ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean() + min(lambd, 3) * l2_penalty(w)
            loss.backward()
            with torch.no_grad():
                for param in (w, b):
                    param -= lr * param.grad
                    param.grad.zero_()
    return w, b
