"""Returns the count as a tensor."""
def accuracy(y_hat, y):
    pred = y_hat.argmax(1) if y_hat.ndim > 1 else y_hat
    return (pred.to(y.dtype) == y).sum()
