def relu(X):
    return X.masked_fill(X <= 0, 0)
