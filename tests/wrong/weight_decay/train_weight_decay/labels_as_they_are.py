"""Labels of shape (n,) broadcast to (n, n)."""
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            loss = ((X @ w + b - y) ** 2 / 2).mean() + lambd * l2_penalty(w)
            loss.backward()
            with torch.no_grad():
                for p in (w, b):
                    p -= lr * p.grad
                    p.grad.zero_()
    return w, b
