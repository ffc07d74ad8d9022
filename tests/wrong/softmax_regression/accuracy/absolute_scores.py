"""Takes the score of the largest absolute value."""
def accuracy(y_hat, y):
    pred = y_hat.abs().argmax(1) if y_hat.ndim > 1 else y_hat
    return float((pred.to(y.dtype) == y).sum())
