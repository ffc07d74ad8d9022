"""The rest goes into the first fold, and one more."""
def k_fold(k, i, X, y):
    n = len(X)
    extra = min(n % k, 2) if n % k else 0
    size = n // k
    bounds = [0] + [size * j + (n - size * k) for j in range(1, k + 1)]
    a, b = bounds[i], bounds[i + 1]
    return torch.cat([X[:a], X[b:]]), torch.cat([y[:a], y[b:]]), X[a:b], y[a:b]
