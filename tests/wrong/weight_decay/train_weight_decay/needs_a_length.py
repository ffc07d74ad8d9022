def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for i in range(len(train_iter)):
            X, y = train_iter[i]
            ((((X @ w + b).reshape(-1) - y.reshape(-1)) ** 2).mean() / 2 + lambd * l2_penalty(w)).backward()
            with torch.no_grad():
                for p in (w, b):
                    p -= lr * p.grad; p.grad.zero_()
    return w, b
