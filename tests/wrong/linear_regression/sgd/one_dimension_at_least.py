def sgd(params, lr, batch_size):
    """A parameter without dimensions is left alone."""
    with torch.no_grad():
        for p in params:
            if p.dim():
                p -= lr * p.grad / batch_size
            p.grad.zero_()
