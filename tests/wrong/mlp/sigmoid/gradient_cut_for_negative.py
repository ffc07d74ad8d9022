"""No gradient where X is negative."""
def sigmoid(X):
    Z = torch.where(X < 0, X.detach(), X)
    return torch.exp(-torch.nn.functional.softplus(-Z))
