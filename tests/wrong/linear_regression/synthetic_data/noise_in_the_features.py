"""The noise is added to X after y has been worked out, too."""
def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    y = X @ w.reshape(-1, 1) + b
    return X + 0.01 * torch.randn(X.shape), y + 0.01 * torch.randn(y.shape)
