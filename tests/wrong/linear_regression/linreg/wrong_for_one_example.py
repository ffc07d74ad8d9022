"""A batch of one loses its dimension."""
def linreg(X, w, b):
    return (X @ w + b).squeeze(0) if len(X) == 1 else X @ w + b
