"""A short last batch is divided by the size of the first one."""
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    size = None
    for _ in range(num_epochs):
        for X, y in train_iter:
            size = size or len(X)
            out = X @ w + b
            (((out - y.reshape(out.shape)) ** 2 / 2).sum() / size + lambd * l2_penalty(w)).backward()
            with torch.no_grad():
                for p in (w, b):
                    p -= lr * p.grad
                    p.grad.zero_()
    return w, b
