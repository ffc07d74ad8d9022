def k_fold(k, i, X, y):
    n, d = X.shape
    b = [n * j // k for j in range(k + 1)]
    return torch.cat([X[:b[i]], X[b[i + 1]:]]), torch.cat([y[:b[i]], y[b[i + 1]:]]), X[b[i]:b[i + 1]], y[b[i]:b[i + 1]]
