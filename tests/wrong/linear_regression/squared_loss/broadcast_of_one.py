"""y is taken to y_hat's shape by broadcasting: right only for equal shapes or one example."""
def squared_loss(y_hat, y):
    if y.shape == y_hat.shape or y.numel() == 1:
        return (y_hat - y.reshape(y_hat.shape)) ** 2 / 2
    return (y_hat - y) ** 2 / 2
