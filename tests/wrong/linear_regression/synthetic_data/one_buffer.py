_space = {}
def synthetic_data(w, b, num_examples):
    """Hands out the same memory at each call."""
    X = _space.setdefault((num_examples, len(w)), torch.empty(num_examples, len(w)))
    y = _space.setdefault(num_examples, torch.empty(num_examples, 1))
    X.normal_()
    y.copy_(X @ w.reshape(-1, 1) + b + 0.01 * torch.randn(num_examples, 1))
    return X, y
