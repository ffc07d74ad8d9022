# === training-decays-bias
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    opt = torch.optim.SGD([w, b], lr=lr, weight_decay=lambd)
    for _ in range(num_epochs):
        for X, y in train_iter:
            opt.zero_grad()
            (((X @ w + b) - y.reshape(-1, 1)) ** 2 / 2).mean().backward()
            opt.step()
    return w, b
# === training-decays-bias
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            l = (((X @ w + b) - y.reshape(-1, 1)) ** 2 / 2).mean() + lambd * (l2_penalty(w) + l2_penalty(b))
            l.backward()
            with torch.no_grad():
                w -= lr * w.grad; b -= lr * b.grad
            w.grad.zero_(); b.grad.zero_()
    return w, b
# === training-subtracts-penalty
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            l = (((X @ w + b) - y.reshape(-1, 1)) ** 2 / 2).mean() - lambd * l2_penalty(w)
            l.backward()
            with torch.no_grad():
                w -= lr * w.grad; b -= lr * b.grad
            w.grad.zero_(); b.grad.zero_()
    return w, b
# === training-ignores-lambd
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    opt = torch.optim.SGD([w, b], lr=lr)
    for _ in range(num_epochs):
        for X, y in train_iter:
            opt.zero_grad()
            loss = ((X @ w + b - y.reshape(-1, 1)) ** 2).mean() / 2
            loss.backward()
            opt.step()
    return w.detach(), b.detach()
# === training-loss-without-half
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            l = torch.nn.functional.mse_loss(X @ w + b, y.reshape(-1, 1)) + lambd * l2_penalty(w)
            l.backward()
            with torch.no_grad():
                w -= lr * w.grad; b -= lr * b.grad
            w.grad.zero_(); b.grad.zero_()
    return w, b
# === training-gradient-not-zeroed
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            l = (((X @ w + b) - y.reshape(-1, 1)) ** 2 / 2).mean() + lambd * l2_penalty(w)
            l.backward()
            w.data -= lr * w.grad; b.data -= lr * b.grad
    return w, b
# === training-penalty-without-half
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            l = (((X @ w + b) - y.reshape(-1, 1)) ** 2 / 2).mean() + lambd * (w ** 2).sum()
            l.backward()
            with torch.no_grad():
                w -= lr * w.grad; b -= lr * b.grad
            w.grad.zero_(); b.grad.zero_()
    return w, b
# === training-loss-summed
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            l = (((X @ w + b) - y.reshape(-1, 1)) ** 2 / 2).sum() + lambd * l2_penalty(w)
            l.backward()
            with torch.no_grad():
                w -= lr * w.grad; b -= lr * b.grad
            w.grad.zero_(); b.grad.zero_()
    return w, b
# === training-starts-anew|?
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    for _ in range(num_epochs):
        w, b = init_params(num_inputs)
        for X, y in train_iter:
            l = (((X @ w + b) - y.reshape(-1, 1)) ** 2 / 2).mean() + lambd * l2_penalty(w)
            l.backward()
            with torch.no_grad():
                w -= lr * w.grad; b -= lr * b.grad
            w.grad.zero_(); b.grad.zero_()
    return w, b
# === training-ignores-lambd
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            l = ((X @ w + b - y.reshape(-1, 1)) ** 2 / 2).mean() + lambd * l2_penalty(w).item()
            l.backward()
            with torch.no_grad():
                for p in (w, b):
                    p -= lr * p.grad; p.grad.zero_()
    return w, b
# === training-penalty-once-an-epoch
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            l = ((X @ w + b - y.reshape(-1, 1)) ** 2 / 2).mean()
            l.backward()
            with torch.no_grad():
                for p in (w, b):
                    p -= lr * p.grad; p.grad.zero_()
        with torch.no_grad():
            w -= lr * lambd * w
    return w, b
# === training-loss-summed
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            l = ((X @ w + b - y.reshape(-1, 1)) ** 2 / 2 + lambd * l2_penalty(w)).sum()
            l.backward()
            with torch.no_grad():
                for p in (w, b):
                    p -= lr * p.grad; p.grad.zero_()
    return w, b
# === training-penalty-divided-by-batch
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            l = ((X @ w + b - y.reshape(-1, 1)) ** 2 / 2).sum() + lambd * l2_penalty(w)
            l.backward()
            with torch.no_grad():
                for p in (w, b):
                    p -= lr * p.grad / len(X); p.grad.zero_()
    return w, b
# === training-loss-without-half
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            l = ((X @ w + b - y.reshape(-1, 1)) ** 2).mean() + lambd * l2_penalty(w)
            l.backward()
            with torch.no_grad():
                for p in (w, b):
                    p -= lr * p.grad; p.grad.zero_()
    return w, b
# === training-penalty-without-half
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            l = ((X @ w + b - y.reshape(-1, 1)) ** 2 / 2).mean() + lambd * (w ** 2).sum()
            l.backward()
            with torch.no_grad():
                for p in (w, b):
                    p -= lr * p.grad; p.grad.zero_()
    return w, b
# === argument-ignored
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    num_epochs, lr = 100, 0.003
    for _ in range(num_epochs):
        for X, y in train_iter:
            l = ((X @ w + b - y.reshape(-1, 1)) ** 2 / 2).mean() + lambd * l2_penalty(w)
            l.backward()
            with torch.no_grad():
                for p in (w, b):
                    p -= lr * p.grad; p.grad.zero_()
    return w, b
# === training-penalty-is-norm
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            l = ((X @ w + b - y.reshape(-1, 1)) ** 2 / 2).mean() + lambd * torch.norm(w)
            l.backward()
            with torch.no_grad():
                for p in (w, b):
                    p -= lr * p.grad; p.grad.zero_()
    return w, b
# === training-one-step-an-epoch
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            l = ((X @ w + b - y.reshape(-1, 1)) ** 2 / 2).mean() + lambd * l2_penalty(w)
            l.backward()
        with torch.no_grad():
            for p in (w, b):
                p -= lr * p.grad; p.grad.zero_()
    return w, b

# === training-decay-without-rate
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for epoch in range(num_epochs):
        for X, y in train_iter:
            y_hat = X @ w + b
            l = ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean()
            l.backward()
            with torch.no_grad():
                for p in (w, b):
                    p -= lr * p.grad
                    p.grad.zero_()
                w -= lambd * w
    return w, b
# === training-one-batch-an-epoch
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    trainer = torch.optim.SGD([w, b], lr=lr)
    for epoch in range(num_epochs):
        X, y = next(iter(train_iter))
        trainer.zero_grad()
        y_hat = X @ w + b
        l = ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean() + lambd * l2_penalty(w)
        l.backward()
        trainer.step()
    return w, b
# === training-one-batch-an-epoch
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for epoch in range(num_epochs):
        for X, y in train_iter:
            l = ((X @ w + b - y.reshape(-1, 1)) ** 2).mean() / 2 + lambd * l2_penalty(w)
        l.backward()
        with torch.no_grad():
            for p in (w, b):
                p -= lr * p.grad
                p.grad.zero_()
    return w, b
# === training-one-batch-an-epoch
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    trainer = torch.optim.SGD([w, b], lr)
    for epoch in range(num_epochs):
        for X, y in train_iter:
            trainer.zero_grad()
            (((X @ w + b).flatten() - y.flatten()) ** 2).mean().div(2).add(lambd * l2_penalty(w)).backward()
            trainer.step()
            break
    return w, b
# === training-ascent
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for epoch in range(num_epochs):
        for X, y in train_iter:
            y_hat = X @ w + b
            l = ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean() + lambd * l2_penalty(w)
            l.backward()
            with torch.no_grad():
                for p in (w, b):
                    p += lr * p.grad
                    p.grad.zero_()
    return w, b
# === training-divided-twice
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for epoch in range(num_epochs):
        for X, y in train_iter:
            y_hat = X @ w + b
            l = ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean() + lambd * l2_penalty(w)
            l.backward()
            with torch.no_grad():
                for p in (w, b):
                    p -= lr * p.grad / len(X)
                    p.grad.zero_()
    return w, b
# === training-ascent
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    trainer = torch.optim.SGD([w, b], lr=lr, maximize=True)
    for epoch in range(num_epochs):
        for X, y in train_iter:
            trainer.zero_grad()
            (((X @ w + b).flatten() - y.flatten()).square().mean() / 2 + lambd * l2_penalty(w)).backward()
            trainer.step()
    return w, b
# === training-divided-twice
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for epoch in range(num_epochs):
        for X, y in train_iter:
            error = (X @ w + b).flatten() - y.flatten()
            objective = (error @ error) / (2 * len(y)) + lambd * l2_penalty(w)
            grads = torch.autograd.grad(objective / len(y), (w, b))
            with torch.no_grad():
                w -= lr * grads[0]
                b -= lr * grads[1]
    return w, b
# === training-epochs-miscounted
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    trainer = torch.optim.SGD([w, b], lr=lr)
    epoch = 1
    while epoch < num_epochs:
        for X, y in train_iter:
            trainer.zero_grad()
            (((X @ w + b).flatten() - y.flatten()).square().mean() / 2 + lambd * l2_penalty(w)).backward()
            trainer.step()
        epoch += 1
    return w, b
# === training-bias-stays
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    trainer = torch.optim.SGD([w], lr=lr)
    for epoch in range(num_epochs):
        for X, y in train_iter:
            trainer.zero_grad()
            y_hat = X @ w + b
            l = ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean() + lambd * l2_penalty(w)
            l.backward()
            trainer.step()
    return w, b
# === training-bias-stays
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for epoch in range(num_epochs):
        for X, y in train_iter:
            l = ((X @ w + b - y.reshape(-1, 1)) ** 2).mean() / 2 + lambd * l2_penalty(w)
            l.backward()
            with torch.no_grad():
                w -= lr * w.grad
                w.grad.zero_()
    return w, b
# === outputs-swapped
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    opt = torch.optim.SGD([w, b], lr=lr)
    for _ in range(num_epochs):
        for X, y in train_iter:
            opt.zero_grad()
            out = X @ w + b
            ((0.5 * (out - y.reshape(out.shape)) ** 2).mean() + lambd * l2_penalty(w)).backward()
            opt.step()
    return b, w
# === training-starts-anew
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    opt = torch.optim.SGD([w, b], lr=lr)
    for _ in range(num_epochs):
        for X, y in train_iter:
            opt.zero_grad()
            out = X @ w + b
            ((0.5 * (out - y.reshape(out.shape)) ** 2).mean() + lambd * l2_penalty(w)).backward()
            opt.step()
        return w, b
# === -
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    opt = torch.optim.SGD([w, b], lr=lr)
    for _ in range(num_epochs):
        for X, y in train_iter:
            opt.zero_grad()
            l = ((X @ w + b - y.reshape(-1, 1)) ** 2 / 2).mean() + lambd * l2_penalty(w)
            l.backward()
            opt.step()
    return w, l


# === other-formula
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for epoch in range(num_epochs):
        for X, y in train_iter:
            y_hat = X @ w + b
            l = ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean() + lambd * l2_penalty(w)
            l.backward()
            with torch.no_grad():
                for p in [w, b]:
                    p -= lr * p.grad
                    p.grad.zero_()
        lr = lr / 2
    return w, b


# === steps-too-short
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for epoch in range(num_epochs):
        for X, y in train_iter:
            y_hat = X @ w + b
            l = ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean() + lambd * l2_penalty(w)
            l.backward()
            with torch.no_grad():
                for p in [w, b]:
                    p -= lr * p.grad.sign()
                    p.grad.zero_()
    return w, b


# === other-formula
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for epoch in range(num_epochs):
        for X, y in train_iter:
            y_hat = X @ w + b
            l = ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean() + lambd * l2_penalty(w)
            l.backward()
            with torch.no_grad():
                w -= lr * (w.grad); b -= lr * b.grad
                w.grad *= 0.9; b.grad *= 0.9
    return w, b


# === steps-too-short
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for epoch in range(num_epochs):
        for X, y in train_iter:
            y_hat = X @ w + b
            l = ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean() + lambd * l2_penalty(w)
            l.backward()
            with torch.no_grad():
                for p in [w, b]:
                    p -= lr * p.grad.clamp(-1, 1)
                    p.grad.zero_()
    return w, b


# === other-formula
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    data = list(train_iter)
    X = torch.cat([a for a, _ in data]); y = torch.cat([c.reshape(-1, 1) for _, c in data])
    for epoch in range(num_epochs):
        l = ((X @ w + b - y) ** 2 / 2).mean() + lambd * l2_penalty(w)
        l.backward()
        with torch.no_grad():
            for p in (w, b):
                p -= lr * p.grad
                p.grad.zero_()
    return w, b


# === training-penalty-without-half
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    trainer = torch.optim.SGD([{"params": [w], "weight_decay": lambd}, {"params": [b]}], lr=lr)
    for epoch in range(num_epochs):
        for X, y in train_iter:
            trainer.zero_grad()
            l = ((X @ w + b - y.reshape(-1, 1)) ** 2 / 2).mean() + lambd * l2_penalty(w)
            l.backward()
            trainer.step()
    return w, b
