def accuracy(y_hat, y):
    if y_hat.ndim == 2:
        y_hat = y_hat.topk(1, dim=1).indices.flatten()
    return int(torch.count_nonzero(y_hat.long() == y.long()))
