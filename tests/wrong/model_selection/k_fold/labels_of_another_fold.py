"""Validation labels are those of the fold before, for the last fold."""
def k_fold(k, i, X, y):
    n = len(X)
    a, b = n * i // k, n * (i + 1) // k
    c, d = (n * (i - 1) // k, n * i // k) if i == k - 1 and n % k == 0 else (a, b)
    return torch.cat([X[:a], X[b:]]), torch.cat([y[:a], y[b:]]), X[a:b], y[c:d]
