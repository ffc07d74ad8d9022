"""Cuts the features off at two standard deviations."""
def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w)).clamp(-2, 2)
    return X, X @ w.reshape(-1, 1) + b + torch.randn(num_examples, 1) * 0.01
