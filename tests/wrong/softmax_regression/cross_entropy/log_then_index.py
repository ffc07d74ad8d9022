def cross_entropy(y_hat, y):
    """The gradient is nan where another class has probability 0."""
    return -torch.log(y_hat)[range(len(y_hat)), y]
