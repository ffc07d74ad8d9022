"""b2 is added before the product when the sizes allow it."""
def net(X):
    X = X.reshape(-1, num_inputs)
    H = relu(X @ W1 + b1)
    return (H + b2) @ W2 if H.shape[1] == b2.shape[0] else H @ W2 + b2
