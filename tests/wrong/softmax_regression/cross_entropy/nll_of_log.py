"""The logarithm of all classes first: where another probability is 0, the gradient is nan."""
def cross_entropy(y_hat, y):
    return nn.functional.nll_loss(torch.log(y_hat), y, reduction='none')
