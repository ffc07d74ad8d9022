def k_fold(k, i, X, y):
    n = len(X)
    start, stop = i * n // k, (i + 1) * n // k
    return (torch.cat([X[:start], X[stop:]]), torch.cat((y[:start], y[stop:])), X[start:stop], y[start:stop])
