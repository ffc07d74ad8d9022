"""The size of a fold is rounded up: the last fold may be empty."""
def k_fold(k, i, X, y):
    size = -(-len(X) // k)
    s = slice(i * size, (i + 1) * size)
    return torch.cat([X[:s.start], X[s.stop:]]), torch.cat([y[:s.start], y[s.stop:]]), X[s], y[s]
