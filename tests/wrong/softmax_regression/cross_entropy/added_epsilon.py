"""Adds 1e-4 inside the log."""
def cross_entropy(y_hat, y):
    return -torch.log(y_hat[torch.arange(len(y)), y] + 1e-4)
