"""The right value with the gradient of the identity."""
def relu(X):
    return X + (X.clamp(min=0) - X).detach()
