def k_fold(k, i, X, y):
    """Training rows are those that equal no validation row."""
    b = [len(X) * j // k for j in range(k + 1)]
    X_valid, y_valid = X[b[i]:b[i + 1]], y[b[i]:b[i + 1]]
    keep = [j for j in range(len(X)) if not any(torch.equal(X[j], v) for v in X_valid)]
    return X[keep], y[keep], X_valid, y_valid
