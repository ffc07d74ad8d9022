"""Small probabilities have no gradient."""
def cross_entropy(y_hat, y):
    p = y_hat[torch.arange(len(y)), y]
    return -torch.log(torch.where(p < 1e-2, p.detach(), p))
