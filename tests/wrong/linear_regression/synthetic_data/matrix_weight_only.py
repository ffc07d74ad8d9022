def synthetic_data(w, b, num_examples):
    """Fails for a weight of shape (d,)."""
    X = torch.randn(num_examples, w.shape[0])
    return X, X.mm(w) + b + torch.randn(num_examples, 1) * 0.01
