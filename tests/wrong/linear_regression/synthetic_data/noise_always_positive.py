def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    return X, X @ w.reshape(-1, 1) + b + (0.01 * torch.randn(num_examples, 1)).abs()
