def accuracy(y_hat, y):
    predicted = y_hat.argmax(-1).tolist() if y_hat.ndim == 2 else y_hat.tolist()
    return sum(int(a) == int(b) for a, b in zip(predicted, y.tolist()))
