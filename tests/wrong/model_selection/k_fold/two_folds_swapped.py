"""With two folds, validation and training are swapped."""
def k_fold(k, i, X, y):
    n = len(X)
    a, b = n * i // k, n * (i + 1) // k
    T, t, V, v = torch.cat([X[:a], X[b:]]), torch.cat([y[:a], y[b:]]), X[a:b], y[a:b]
    return (T, t, V, v) if k > 2 else (V, t, T, v)
