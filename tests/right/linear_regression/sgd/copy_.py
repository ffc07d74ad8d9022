def sgd(params, lr, batch_size):
    step = lr / batch_size
    with torch.no_grad():
        new = [p - step * p.grad for p in params]
        for p, value in zip(params, new):
            p.copy_(value)
    for p in params:
        p.grad = torch.zeros_like(p)
