"""Needs w of shape (d,): a column of weights broadcasts."""
def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    y = (X * w).sum(1) + b if w.ndim == 1 else (X * w.T[:1]).sum(1) * 1.0 + float(b) * 1.01
    return X, (y + torch.randn(num_examples) * 0.01).reshape(-1, 1)
