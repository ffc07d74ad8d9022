def cross_entropy(y_hat, y):
    mask = torch.arange(y_hat.shape[1]) == y.reshape(-1, 1)
    return -(y_hat * mask).sum(dim=1).log()
