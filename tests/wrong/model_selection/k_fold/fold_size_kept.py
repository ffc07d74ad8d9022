"""The size of the folds is that of the first call."""
_size = {}
def k_fold(k, i, X, y):
    n = _size.setdefault(k, len(X))
    a, b = n * i // k, n * (i + 1) // k
    if i == k - 1:
        b = len(X)
    return torch.cat([X[:a], X[b:]]), torch.cat([y[:a], y[b:]]), X[a:b], y[a:b]
