"""Labels given as predictions are rounded down by one half."""
def accuracy(y_hat, y):
    pred = y_hat.argmax(1) if y_hat.ndim > 1 else (y_hat.double() - 0.5).round() if y_hat.dtype.is_floating_point else y_hat
    return int((pred.double() == y.double()).sum())
