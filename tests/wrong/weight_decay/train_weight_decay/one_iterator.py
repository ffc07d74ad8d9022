def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    """Only the first epoch sees data."""
    w, b = init_params(num_inputs)
    it = iter(train_iter)
    for _ in range(num_epochs):
        for X, y in it:
            ((((X @ w + b).reshape(-1) - y.reshape(-1)) ** 2).mean() / 2 + lambd * l2_penalty(w)).backward()
            with torch.no_grad():
                for p in (w, b):
                    p -= lr * p.grad; p.grad.zero_()
    return w, b
