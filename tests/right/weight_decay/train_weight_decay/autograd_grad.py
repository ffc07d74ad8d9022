def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w = torch.zeros((num_inputs, 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        for X, y in train_iter:
            objective = 0.5 * torch.mean(torch.square((X @ w + b).squeeze(1) - y.reshape(-1))) + lambd * l2_penalty(w)
            gw, gb = torch.autograd.grad(objective, [w, b])
            w.data.sub_(lr * gw)
            b.data.sub_(lr * gb)
    return w.detach(), b.detach()
