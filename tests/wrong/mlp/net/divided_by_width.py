"""Scales hidden units when there are many."""
def net(X):
    X = X.reshape(-1, num_inputs)
    H = relu(X @ W1 + b1)
    return H @ W2 / max(1, H.shape[1] // 64) + b2
