"""The examples left over are in no training set."""
def k_fold(k, i, X, y):
    size = len(X) // k
    n = size * k
    s = slice(i * size, (i + 1) * size if i < k - 1 else len(X))
    return torch.cat([X[:s.start], X[s.stop:n]]), torch.cat([y[:s.start], y[s.stop:n]]), X[s], y[s]
