"""Works in float32, whatever comes."""
def linreg(X, w, b):
    return X.float() @ w.float() + b
