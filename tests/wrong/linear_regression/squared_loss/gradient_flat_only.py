def squared_loss(y_hat, y):
    """The gradient is lost when the shapes differ."""
    if y.shape != y_hat.shape:
        return (y_hat.detach() - y.reshape(y_hat.shape)) ** 2 / 2
    return (y_hat - y) ** 2 / 2
