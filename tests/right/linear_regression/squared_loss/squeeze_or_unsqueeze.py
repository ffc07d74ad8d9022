def squared_loss(y_hat, y):
    if y_hat.shape != y.shape:
        y = y.reshape(*y_hat.shape)
    diff = torch.sub(y_hat, y)
    return torch.square(diff) / 2.0
