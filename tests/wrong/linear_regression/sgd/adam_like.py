def sgd(params, lr, batch_size):
    """Steps by the sign of the gradient."""
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad.sign() / batch_size
            p.grad.zero_()
