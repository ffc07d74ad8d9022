"""Large errors count as if they were 1000."""
def squared_loss(y_hat, y):
    return (y_hat - y.reshape(y_hat.shape)).clamp(-30, 30) ** 2 / 2
