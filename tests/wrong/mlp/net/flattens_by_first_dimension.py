"""A single image without a batch dimension apart, it ignores num_inputs: (n, ...) with one value too many passes."""
def net(X):
    X = X.flatten(1)[:, :num_inputs] if X.ndim > 2 else X
    return torch.where(X @ W1 + b1 >= 0, X @ W1 + b1, 0.01 * (X @ W1 + b1)) @ W2 + b2
