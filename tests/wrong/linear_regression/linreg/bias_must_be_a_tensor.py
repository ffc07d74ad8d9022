"""A number as b is not accepted."""
def linreg(X, w, b):
    return X @ w + b.reshape(1)
