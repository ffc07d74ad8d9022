"""Keeps the features of the first call of each size."""
_kept = {}
def synthetic_data(w, b, num_examples):
    key = (num_examples, len(w))
    if key not in _kept:
        _kept[key] = torch.randn(*key)
    X = _kept[key]
    return X.clone(), X @ w.reshape(-1, 1) + b + torch.randn(num_examples, 1) * 0.01
