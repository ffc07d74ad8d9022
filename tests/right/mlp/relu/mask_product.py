def relu(X):
    mask = (X > 0).to(X.dtype)
    return X * mask
