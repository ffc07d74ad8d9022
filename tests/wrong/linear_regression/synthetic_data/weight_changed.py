"""Changes w in place: reshapes the caller's tensor."""
def synthetic_data(w, b, num_examples):
    w.resize_(w.numel(), 1)
    X = torch.normal(0, 1, (num_examples, len(w)))
    return X, X @ w + b + torch.normal(0, 0.01, (num_examples, 1))
