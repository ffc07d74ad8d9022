"""Clips large gradients."""
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad.clamp(-1, 1) / batch_size
            p.grad.zero_()
