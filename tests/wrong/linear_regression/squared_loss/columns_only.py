"""Three dimensions are flattened to a column."""
def squared_loss(y_hat, y):
    return (y_hat.reshape(-1, 1) - y.reshape(-1, 1)) ** 2 / 2
