"""Values that look like raw pixels are divided by 255."""
def net(X):
    X = X.reshape(-1, num_inputs)
    if X.max() > 100: X = X / 255
    return relu(X @ W1 + b1) @ W2 + b2
