"""Two shares of a logaddexp."""
def tanh(X):
    total = torch.logaddexp(X, -X)
    return torch.exp(X - total) - torch.exp(-X - total)
