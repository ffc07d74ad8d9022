"""Sums over all classes: 0·log 0 is nan."""
def cross_entropy(y_hat, y):
    return -(torch.nn.functional.one_hot(y, y_hat.shape[1]) * torch.log(y_hat)).sum(1)
