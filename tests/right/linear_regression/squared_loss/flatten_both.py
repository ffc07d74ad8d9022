def squared_loss(y_hat, y):
    error = y_hat.flatten() - y.flatten()
    return (0.5 * error * error).reshape(y_hat.shape)
