"""torch's optimiser, the penalty in the loss."""
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    params = init_params(num_inputs)
    optimizer = torch.optim.SGD(params, lr=lr)
    w, b = params
    for _ in range(num_epochs):
        for X, y in train_iter:
            optimizer.zero_grad()
            error = (X @ w + b).reshape(-1) - y.reshape(-1)
            (0.5 * error.square().mean() + lambd * 0.5 * w.square().sum()).backward()
            optimizer.step()
    return w, b
