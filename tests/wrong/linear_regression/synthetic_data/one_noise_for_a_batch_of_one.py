"""Wrong for one example only: it gets no noise."""
def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    y = X @ w.reshape(-1, 1) + b
    return X, y if num_examples == 1 else y + 0.01 * torch.randn(y.shape)
