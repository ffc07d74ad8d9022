def _step(params, lr):
    with torch.no_grad():
        for p in params:
            p.sub_(lr * p.grad)
            p.grad = None
def train_weight_decay(data, d, penalty, num_epochs=100, lr=0.003):
    params = init_params(d)
    for epoch in range(num_epochs):
        for batch in data:
            X, y = batch[0], batch[1].reshape(-1, 1)
            loss = (torch.matmul(X, params[0]) + params[1] - y).pow(2).sum() / (2 * len(y))
            torch.add(loss, l2_penalty(params[0]), alpha=penalty).backward()
            _step(params, lr)
    return tuple(p.detach() for p in params)
