def sgd(params, lr, batch_size):
    for p in params:
        p.data.sub_(lr * p.grad / batch_size)
        p.grad = None
