"""The square written out."""
def squared_loss(y_hat, y):
    error = torch.sub(y_hat, y.reshape_as(y_hat))
    return error * error * 0.5
