"""Takes a gradient of less than a millionth for none."""
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            if param.grad.norm() > 1e-6:
                param -= lr * param.grad / batch_size
            param.grad.zero_()
