"""Gives the caller's labels another shape."""
def squared_loss(y_hat, y):
    y.resize_(y_hat.shape)
    return (y_hat - y) ** 2 / 2
