"""The noise has the right spread, but is uniform."""
def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    noise = (torch.rand(num_examples, 1) - 0.5) * 12 ** 0.5 * 0.01
    return X, X @ w.reshape(-1, 1) + b + noise
