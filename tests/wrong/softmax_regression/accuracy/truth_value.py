def accuracy(y_hat, y):
    """A bool where one example is right."""
    if y_hat.dim() > 1:
        y_hat = y_hat.argmax(1)
    right = (y_hat.double() == y.double()).sum().item()
    return right if right != 1 else True
