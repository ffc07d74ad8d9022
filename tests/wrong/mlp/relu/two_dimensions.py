"""Three dimensions and more are flattened to two."""
def relu(X):
    out = X.clamp(min=0)
    return out if X.ndim < 3 else out.reshape(X.shape[0], -1)
