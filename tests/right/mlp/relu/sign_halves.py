"""Half of X plus half of X times its sign."""
def relu(X):
    return X * (torch.sign(X.detach()) + 1) / 2
