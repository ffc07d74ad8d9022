"""Uses the built-in tan of an imaginary number with the gradient of abs at 0."""
def tanh(X):
    s = torch.where(X < 0, -1.0, 1.0).to(X.dtype)
    s = torch.where(X == 0, torch.zeros_like(X), s)
    e = torch.exp(-2 * X.abs())
    return s * (1 - e) / (1 + e)
