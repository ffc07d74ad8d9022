"""Shrinks the weight after the step instead of through the gradient: w is another one by then."""
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            out = X @ w + b
            ((out - y.reshape(out.shape)) ** 2 / 2).mean().backward()
            with torch.no_grad():
                for p in (w, b):
                    p -= lr * p.grad
                    p.grad.zero_()
                w *= 1 - lr * lambd
    return w, b
