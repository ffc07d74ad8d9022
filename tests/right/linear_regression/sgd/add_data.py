def sgd(params, lr, batch_size):
    for p in params:
        p.data.add_(p.grad.data, alpha=-lr / batch_size)
        p.grad.detach_().zero_()
