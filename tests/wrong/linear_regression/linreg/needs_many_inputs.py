def linreg(X, w, b):
    """One column is squeezed away."""
    return (X.squeeze() @ w.squeeze() + b).reshape(-1, 1)
