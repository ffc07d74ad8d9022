"""Leaves autograd switched off."""
def sgd(params, lr, batch_size):
    torch.set_grad_enabled(False)
    for p in params:
        p -= lr * p.grad / batch_size
        p.grad.zero_()
