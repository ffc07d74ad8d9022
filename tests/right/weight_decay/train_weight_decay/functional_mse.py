from torch.nn import functional as F

def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    params = init_params(num_inputs)
    w, b = params
    for _ in range(num_epochs):
        for X, y in train_iter:
            loss = F.mse_loss(X.mm(w) + b, y.reshape(-1, 1)) / 2 + lambd / 2 * w.square().sum()
            for p in params:
                p.grad = None
            loss.backward()
            for p in params:
                p.data -= lr * p.grad
    return w.data, b.data
