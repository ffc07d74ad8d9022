"""The gradient is twice too large above 1."""
def relu(X):
    out = X.clamp(min=0)
    return torch.where(X > 1, 2 * out - out.detach(), out)
