"""Normalises the rows first: another gradient."""
def cross_entropy(y_hat, y):
    p = y_hat / y_hat.sum(1, keepdim=True)
    return -torch.log(p[torch.arange(len(y)), y])
