def sgd(params, lr, batch_size):
    with torch.no_grad():
        for p in params:
            p -= lr * (p.grad / batch_size + 0.01 * p)
            p.grad.zero_()
