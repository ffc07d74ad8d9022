"""Zeroes all gradients but the last."""
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad / batch_size
        for p in params[:-1]:
            p.grad.zero_()
