"""A batch of one is taken for labels."""
def accuracy(y_hat, y):
    if y_hat.ndim > 1 and len(y_hat) > 1:
        y_hat = y_hat.argmax(1)
    return float((y_hat.reshape(-1)[: len(y)].to(y.dtype) == y).sum())
