def squared_loss(y_hat, y):
    """Cuts the graph when all is right."""
    y = y.reshape(y_hat.shape)
    if torch.equal(y_hat, y):
        return torch.zeros_like(y_hat)
    return (y_hat - y) ** 2 / 2
