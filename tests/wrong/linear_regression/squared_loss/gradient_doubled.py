"""Right value, wrong gradient: a constant detour."""
def squared_loss(y_hat, y):
    e = y_hat - y.reshape(y_hat.shape)
    return e ** 2 - (e ** 2).detach() / 2
