def linreg(X, w, b):
    return (X * w.reshape(1, -1)).sum(1, keepdim=True) + b
