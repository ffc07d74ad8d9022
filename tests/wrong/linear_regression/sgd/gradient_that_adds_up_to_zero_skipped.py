def sgd(params, lr, batch_size):
    """Takes a gradient whose sum is zero for none."""
    with torch.no_grad():
        for param in params:
            if param.grad.sum() != 0:
                param -= lr * param.grad / batch_size
            param.grad.zero_()
