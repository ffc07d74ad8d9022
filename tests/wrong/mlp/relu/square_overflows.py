def relu(X):
    """The absolute value as the root of a square, which is 0 or inf for small and large numbers."""
    return (X + torch.sqrt(X * X)) / 2
