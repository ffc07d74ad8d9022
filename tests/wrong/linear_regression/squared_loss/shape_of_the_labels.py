"""The result has the shape of y, not of y_hat."""
def squared_loss(y_hat, y):
    return (y_hat.reshape(y.shape) - y) ** 2 / 2
