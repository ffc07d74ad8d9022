def sgd(params, lr, batch_size):
    """Stops at the first parameter whose gradient is zero."""
    with torch.no_grad():
        for param in params:
            if not param.grad.any():
                break
            param -= lr * param.grad / batch_size
            param.grad.zero_()
