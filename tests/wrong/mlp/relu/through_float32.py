"""float64 is rounded to float32 on the way."""
def relu(X):
    return X.float().clamp(min=0).to(X.dtype)
