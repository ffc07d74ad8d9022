"""Two classes are told by the sign of the second score."""
def accuracy(y_hat, y):
    pred = (y_hat[:, 1] > 0).long() if y_hat.ndim > 1 and y_hat.shape[1] == 2 else y_hat.argmax(1) if y_hat.ndim > 1 else y_hat
    return float((pred.to(y.dtype) == y).sum())
