"""tensordot, and b broadcast."""
def linreg(X, w, b):
    return torch.tensordot(X, w, dims=([1], [0])).add(b)
