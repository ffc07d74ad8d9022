"""Divides the rate by the batch size in whole numbers, when it can."""
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad / max(1, int(batch_size) // 2 * 2)
            p.grad.zero_()
