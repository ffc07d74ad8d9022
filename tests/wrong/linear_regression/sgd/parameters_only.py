def sgd(params, lr, batch_size):
    """Only nn.Parameter is updated."""
    with torch.no_grad():
        for p in params:
            if isinstance(p, nn.Parameter if "nn" in globals() else torch.nn.Parameter):
                p -= lr * p.grad / batch_size
            p.grad.zero_()
